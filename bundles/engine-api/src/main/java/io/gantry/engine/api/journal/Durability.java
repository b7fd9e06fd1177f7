package io.gantry.engine.api.journal;

/** What has to hold of a record before a command in it is acknowledged. A setting of a partition, the same on all its replicas. */
public enum Durability {
    /** Nothing: there is no file, and with the process all is gone. For tests and measurements. */
    MEMORY("memory"),
    /** It is in the memory of every in-sync replica; files are written, and not waited for. Lost if all of them die at once. */
    REPLICATED("replicated"),
    /** It is synced to the disk of every in-sync replica. */
    REPLICATED_FSYNC("replicated+fsync");

    private final String label;

    Durability(String label) {
        this.label = label;
    }

    /** As it stands in a configuration. */
    public String label() {
        return label;
    }

    /**
     * The one with this label.
     *
     * @throws IllegalArgumentException naming the labels there are
     */
    public static Durability of(String label) {
        for (Durability durability : values()) {
            if (durability.label.equals(label)) {
                return durability;
            }
        }
        throw new IllegalArgumentException(
                "durability=" + label + " is none of memory, replicated and replicated+fsync");
    }
}
