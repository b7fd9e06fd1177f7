package io.gantry.client;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a client was built with, checked.
 *
 * @param seeds workers to ask first
 * @param clientId who sends
 * @param firstRequestId number of the first command
 * @param maxInFlightPerSymbol commands of one symbol that may wait for their answer
 * @param patience times
 * @param nanoClock rises by one each nanosecond
 * @param random for jitter
 */
record ClientSettings(
        List<Address> seeds,
        long clientId,
        long firstRequestId,
        int maxInFlightPerSymbol,
        Patience patience,
        LongSupplier nanoClock,
        RandomGenerator random) {

    /** A worker keeps this many answers of a client per symbol; more in flight could not be told apart after a reconnect. */
    static final int ANSWERS_KEPT_BY_WORKERS = 1024;

    /**
     * How long things may take.
     *
     * @param connect until the first worker has answered
     * @param resend until a command that has no answer is sent again
     * @param answer until a connection over which nothing comes counts as dead
     * @param giveUp until a command is given up
     */
    record Patience(Duration connect, Duration resend, Duration answer, Duration giveUp) {

        Patience {
            requirePositive("connect timeout", connect);
            requirePositive("resend time", resend);
            requirePositive("answer timeout", answer);
            requirePositive("give-up time", giveUp);
        }

        private static void requirePositive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + " " + value + " is not above zero");
            }
        }
    }

    ClientSettings {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("no seed: name at least one worker's host and port");
        }
        if (clientId <= 0) {
            throw new IllegalArgumentException("client id " + clientId + " is not above zero");
        }
        if (firstRequestId <= 0) {
            throw new IllegalArgumentException("first request id " + firstRequestId + " is not above zero");
        }
        if (maxInFlightPerSymbol < 1 || maxInFlightPerSymbol >= ANSWERS_KEPT_BY_WORKERS) {
            throw new IllegalArgumentException("in-flight limit " + maxInFlightPerSymbol + " not in 1.."
                    + (ANSWERS_KEPT_BY_WORKERS - 1) + ": workers keep " + ANSWERS_KEPT_BY_WORKERS
                    + " answers of a client per symbol");
        }
        seeds = List.copyOf(seeds);
    }
}
