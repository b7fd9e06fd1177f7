package io.gantry.simulator.world;

import org.agrona.concurrent.EpochNanoClock;

/** A worker's clock: runs a bit too fast or too slow, is a bit off, and jumps. */
public final class SimulatedClock implements EpochNanoClock {

    /** Where all runs begin, nanoseconds since 1970: some day at noon, UTC. */
    public static final long START_NANOS = 20_000L * 86_400_000_000_000L + 43_200_000_000_000L;

    private static final long MILLION = 1_000_000;

    private final Schedule schedule;
    private final long driftPerMillion;
    private long offsetNanos;

    /**
     * @param offsetNanos how far it is off
     * @param driftPerMillion by how many nanoseconds in a million it is too fast
     */
    public SimulatedClock(Schedule schedule, long offsetNanos, long driftPerMillion) {
        this.schedule = schedule;
        this.offsetNanos = offsetNanos;
        this.driftPerMillion = driftPerMillion;
    }

    @Override
    public long nanoTime() {
        long passed = schedule.now();
        return START_NANOS + passed + passed / MILLION * driftPerMillion + offsetNanos;
    }

    /** Somebody sets it. */
    public void jump(long byNanos) {
        offsetNanos += byNanos;
    }
}
