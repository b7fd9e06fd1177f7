package io.gantry.hazelcast.membership;

/**
 * How long anyone waits. See {@link HazelcastMembershipConfig}.
 *
 * @param registerMillis for one answer of the register
 * @param reconcileMillis between two readings of the register
 * @param formMillis for the cluster to form
 * @param leaveMillis for this member to leave it
 */
record WaitLimits(long registerMillis, long reconcileMillis, long formMillis, long leaveMillis) {

    private static final long MILLIS_PER_SECOND = 1_000;

    WaitLimits {
        FailureTimings.atLeast("registerTimeoutMillis", registerMillis, 100);
        FailureTimings.atLeast("reconcileMillis", reconcileMillis, 50);
        FailureTimings.atLeast("formTimeoutSeconds", formMillis / MILLIS_PER_SECOND, 1);
        FailureTimings.atLeast("leaveTimeoutSeconds", leaveMillis / MILLIS_PER_SECOND, 2);
    }

    static WaitLimits of(HazelcastMembershipConfig config) {
        return new WaitLimits(
                config.registerTimeoutMillis(),
                config.reconcileMillis(),
                config.formTimeoutSeconds() * MILLIS_PER_SECOND,
                config.leaveTimeoutSeconds() * MILLIS_PER_SECOND);
    }

    int formSeconds() {
        return (int) (formMillis / MILLIS_PER_SECOND);
    }

    /** How much of the leaving may be spent on the others' agreement; the rest is for closing what is open. */
    int agreedLeaveSeconds() {
        return (int) (leaveMillis / MILLIS_PER_SECOND) - 1;
    }
}
