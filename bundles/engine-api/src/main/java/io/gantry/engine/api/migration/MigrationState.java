package io.gantry.engine.api.migration;

/**
 * Where a migration stands.
 *
 * <pre>
 *   PLANNED ──▶ RUNNING ──▶ SWITCHED ──▶ COMMITTED
 *      │           │  ▲▼        ▲
 *      │           │ IN_DOUBT ──┘
 *      ▼           ▼   │
 *   ROLLED_BACK ◀── ROLLING_BACK
 * </pre>
 */
public enum MigrationState {
    /** There is a plan; nothing was touched. */
    PLANNED,
    /** Steps before the switch are under way; the source is the owner. */
    RUNNING,
    /** The switch was asked for and the answer was lost; the register is being asked which it was, and the source stays gated. */
    IN_DOUBT,
    /** The target is the owner; what is left is to clean up. */
    SWITCHED,
    /** Undoing what was done; the source is the owner. */
    ROLLING_BACK,
    /** End: the target is the owner. */
    COMMITTED,
    /** End: the source is the owner and trades on. */
    ROLLED_BACK;

    /** Whether nothing more will happen. */
    public boolean isEnd() {
        return this == COMMITTED || this == ROLLED_BACK;
    }
}
