package io.gantry.client;

/**
 * When a symbol's answers are missed. Any answer counts as progress: a worker with a long queue is slow, and sending to it again would
 * make it slower. The time until commands are sent again is scattered, and grows while that does not help. The I/O thread's own.
 */
final class AnswerWatch {

    private static final int MAX_DOUBLINGS = 2;
    private static final int JITTER_PART = 4;

    private final ClientSettings settings;
    private final long resendNanos;
    private long sinceNanos;
    private long limitNanos;
    private int sendings;

    AnswerWatch(ClientSettings settings) {
        this.settings = settings;
        resendNanos = settings.patience().resend().toNanos();
    }

    /** Commands leave, and none is out. */
    void begin() {
        sinceNanos = settings.nanoClock().getAsLong();
        long whole = resendNanos << Math.min(MAX_DOUBLINGS, sendings);
        limitNanos = whole + settings.random().nextLong(whole / JITTER_PART + 1);
    }

    /** An answer has come. */
    void heard() {
        sinceNanos = settings.nanoClock().getAsLong();
        if (sendings > 0) {
            sendings = 0;
            limitNanos = resendNanos;
        }
    }

    /** Commands are about to leave again. */
    void again() {
        sendings++;
    }

    /** Whether it is time to look for the symbol elsewhere. */
    boolean isLate() {
        return silentNanos() > resendNanos / 2;
    }

    /** Whether it is time to send again. */
    boolean isOverdue() {
        return silentNanos() > limitNanos;
    }

    private long silentNanos() {
        return settings.nanoClock().getAsLong() - sinceNanos;
    }
}
