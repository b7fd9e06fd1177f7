package io.gantry.migration;

/** The worker had to go before the register said whether a switch had happened. */
final class LeftInDoubt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeftInDoubt(String message) {
        super(message);
    }
}
