package io.gantry.hazelcast.membership;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says loudly when this worker can no longer reach the register or a majority of its cluster, again and again while it lasts, and once
 * when it is over. Decides nothing. Thread-safe.
 */
final class Watchdog {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final int majority;
    private final long patienceNanos;
    private final LongSupplier nanoClock;
    private final Trouble register = new Trouble("register unreachable");
    private final Trouble members = new Trouble("majority of the cluster out of sight");

    /**
     * @param majority how many members must be there
     * @param patienceMillis how long there may be fewer before it is said
     */
    Watchdog(int majority, long patienceMillis, LongSupplier nanoClock) {
        this.majority = majority;
        this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        this.nanoClock = nanoClock;
    }

    synchronized void registerAnswered() {
        register.isOver();
    }

    /** A call was given its full time and failed, so this is said at once. */
    synchronized void registerFailed(String why) {
        register.lasts(why, 0);
    }

    /** To be called every now and then, also when nothing changes. */
    synchronized void membersSeen(int present) {
        if (present >= majority) {
            members.isOver();
        } else {
            members.lasts(present + " members in sight, " + majority + " are a majority", patienceNanos);
        }
    }

    synchronized void lifecycleChanged(String state) {
        LOG.warn("Hazelcast is now {}", state);
    }

    /** Whether the register answered when it was last asked, and a majority is in sight. */
    synchronized boolean isWell() {
        return !register.said && !members.said;
    }

    private final class Trouble {

        private final String name;
        private boolean present;
        private boolean said;
        private long sinceNanos;
        private long saidNanos;

        Trouble(String name) {
            this.name = name;
        }

        void lasts(String why, long patience) {
            long now = nanoClock.getAsLong();
            if (!present) {
                present = true;
                sinceNanos = now;
            }
            if (now - sinceNanos >= patience && (!said || now - saidNanos >= REPEAT_NANOS)) {
                said = true;
                saidNanos = now;
                LOG.error(
                        "{} for {} ms: {}. Ownership cannot change until it is back",
                        name,
                        TimeUnit.NANOSECONDS.toMillis(now - sinceNanos),
                        why);
            }
        }

        void isOver() {
            if (said) {
                LOG.warn(
                        "{}: over after {} ms",
                        name,
                        TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - sinceNanos));
            }
            present = false;
            said = false;
        }
    }
}
