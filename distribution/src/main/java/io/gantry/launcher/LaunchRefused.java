package io.gantry.launcher;

/** Says in one sentence why a worker does not start, and the exit status that goes with it. */
final class LaunchRefused extends RuntimeException {

    /** The worker was asked for correctly but cannot run. */
    static final int FAILED = 1;

    /** The command line, the installation or the home is not as it must be. */
    static final int USAGE = 2;

    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    LaunchRefused(int exitStatus, String sentence) {
        super(sentence);
        this.exitStatus = exitStatus;
    }

    LaunchRefused(int exitStatus, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitStatus = exitStatus;
    }

    int exitStatus() {
        return exitStatus;
    }
}
