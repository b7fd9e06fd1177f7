package io.gantry.simulator.world;

/** Something that must never happen did. */
public final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String rule;

    /**
     * @param rule such as {@code I3}; see docs/simulation.md
     * @param what in words, with names and numbers
     */
    public Violation(String rule, String what) {
        super(rule + ": " + what);
        this.rule = rule;
    }

    /** As above, where code under test threw something. */
    public Violation(String rule, String what, Throwable cause) {
        super(rule + ": " + what, cause);
        this.rule = rule;
    }

    /** Which rule was broken. */
    public String rule() {
        return rule;
    }
}
