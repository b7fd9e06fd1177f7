package io.gantry.shell;

/** A command has not done what it was asked. Carries the status it ends with. */
final class ShellFailure extends RuntimeException {

    /** It could not be done. */
    static final int FAILED = 1;

    /** It was asked wrongly. */
    static final int USAGE = 2;

    /** There is no such command. */
    static final int UNKNOWN_COMMAND = 127;

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param message one line; empty if all that is to be said has been printed
     */
    ShellFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
