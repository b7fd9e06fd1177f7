package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The register as one partition's lane sees it: questions that are answered later, on any thread, each once or never. One question is open at a
 * time.
 */
public interface ReplicaRegister {

    /** What became of a {@link #compareAndSet}. */
    enum Outcome {
        /** The record is the next one now. */
        CHANGED,
        /** It was not the expected one, and is as it was. */
        REFUSED,
        /** Nobody knows: it may have changed, or may still do so. */
        UNKNOWN
    }

    /** What a {@link #read} found. */
    record Reading(boolean isKnown, Optional<PartitionOwner> owner) {

        /** The register did not answer. */
        public static final Reading UNKNOWN = new Reading(false, Optional.empty());
    }

    /** Asks for the record. */
    void read(Consumer<Reading> answer);

    /**
     * Asks to replace the record, if it is the expected one.
     *
     * @param expected empty: there is none
     */
    void compareAndSet(Optional<PartitionOwner> expected, PartitionOwner next, Consumer<Outcome> answer);
}
