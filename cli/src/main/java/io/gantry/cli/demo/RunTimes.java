package io.gantry.cli.demo;

/**
 * How fast a run was.
 *
 * @param seconds from the first command to the last answer
 * @param commandsPerSecond over that time
 * @param p50Micros half of the answers came within this time, counted from when the command was due to be sent
 * @param p99Micros 99 % of them
 * @param p999Micros 99.9 % of them
 * @param maxMicros all of them
 * @param longestGapMillis longest time without an answer for the busiest symbol while commands for it waited
 */
record RunTimes(
        double seconds,
        double commandsPerSecond,
        long p50Micros,
        long p99Micros,
        long p999Micros,
        long maxMicros,
        double longestGapMillis) {}
