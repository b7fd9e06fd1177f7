package io.gantry.hazelcast.membership;

/** This worker cannot be part of the cluster. The message is a sentence for people. */
final class FormationFailed extends Exception {

    private static final long serialVersionUID = 1L;

    FormationFailed(String sentence) {
        super(sentence);
    }
}
