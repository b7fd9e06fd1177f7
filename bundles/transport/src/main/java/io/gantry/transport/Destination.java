package io.gantry.transport;

/**
 * Where a symbol is.
 *
 * @param partition its partition
 * @param epoch the symbol's epoch there
 * @param host of the worker
 * @param port of the worker
 */
record Destination(int partition, long epoch, String host, int port) {

    /** Nowhere. */
    static final Destination NONE = new Destination(0, 0, "", 0);
}
