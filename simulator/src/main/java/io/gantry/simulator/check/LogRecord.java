package io.gantry.simulator.check;

/**
 * A record of a log.
 *
 * @param start where it begins
 * @param end where the next begins
 * @param payload its bytes
 * @param chain digest of this record and all before it
 * @param told what this record and all before it tell of the register
 */
record LogRecord(long start, long end, byte[] payload, long chain, Told told) {}
