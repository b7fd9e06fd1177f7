package io.gantry.hazelcast.membership;

/**
 * An owner as some version of the register had it.
 *
 * @param owner of a symbol or of a partition
 * @param epoch the owner's
 * @param version the register's
 */
record Dated<T>(T owner, long epoch, long version) {

    /**
     * Whether this one replaces another of the same thing. The epoch comes first: it is in the journals and outlives the register, whose versions
     * begin anew when its memory is lost.
     */
    boolean isNewerThan(Dated<T> other) {
        return epoch > other.epoch || epoch == other.epoch && version > other.version;
    }
}
