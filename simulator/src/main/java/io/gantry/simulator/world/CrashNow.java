package io.gantry.simulator.world;

/** Thrown through code of a process that has just died; whatever it still does counts for nothing. */
public final class CrashNow extends Error {

    private static final long serialVersionUID = 1L;

    public CrashNow(String where) {
        super(where, null, false, false);
    }
}
