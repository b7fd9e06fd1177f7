package io.gantry.simulator.world;

/** What is wrong with a disk at the moment. */
public final class DiskFaults {

    private static final int NEVER = -1;

    private boolean isFull;
    private boolean failsNextSync;
    private int failures;
    private int operationsUntilCrash = NEVER;
    private Runnable crash = () -> {};

    /** From now on there is no room, or there is again. */
    public void full(boolean value) {
        isFull = value;
    }

    /** Whether something is wrong with it right now. */
    public boolean isFailing() {
        return isFull || failsNextSync;
    }

    boolean isFull() {
        return isFull;
    }

    /** How often an operation has failed, or was refused for lack of room. */
    public int failures() {
        return failures;
    }

    void failed() {
        failures++;
    }

    /** The next sync reports an error, and what it was to write is gone. */
    public void failNextSync() {
        failsNextSync = true;
    }

    /** The process dies within one of its next changes of the disk. */
    public void crashAfter(int operations, Runnable whatCrashes) {
        operationsUntilCrash = operations;
        crash = whatCrashes;
    }

    /** All is well from now on. */
    public void heal() {
        isFull = false;
        failsNextSync = false;
        operationsUntilCrash = NEVER;
    }

    /** Before every change of the disk. */
    void beforeChange() {
        if (operationsUntilCrash != NEVER && operationsUntilCrash-- == 0) {
            operationsUntilCrash = NEVER;
            crash.run();
        }
    }

    /** Before a sync. */
    boolean takeSyncFailure() {
        boolean fails = failsNextSync;
        failsNextSync = false;
        if (fails) {
            failures++;
        }
        return fails;
    }
}
