package io.gantry.cli.cluster;

/** Says in one sentence, meant for the user, why workers could not be started, found, asked or stopped. */
public final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterException(String sentence) {
        super(sentence);
    }

    public ClusterException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
