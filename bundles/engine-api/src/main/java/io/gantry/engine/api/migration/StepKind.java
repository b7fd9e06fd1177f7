package io.gantry.engine.api.migration;

/** The steps that a plan is made of. The engine carries them out and knows how to undo each. */
public enum StepKind {
    /** The source holds new commands. Undo: it sequences them in their order. */
    GATE("gate"),
    /** The target gets a durable copy of the state. Undo: it drops the copy. */
    COPY("copy"),
    /** The state hashes of source and target are compared. Nothing to undo. */
    VERIFY("verify"),
    /** One compare-and-set in the register, then the target serves. The point of no return. */
    SWITCH_OWNER("switch-owner"),
    /** The source drops its copy and answers MOVED. */
    RETIRE("retire");

    private final String label;

    StepKind(String label) {
        this.label = label;
    }

    /** The word for it in plans, logs and reports. */
    public String label() {
        return label;
    }
}
