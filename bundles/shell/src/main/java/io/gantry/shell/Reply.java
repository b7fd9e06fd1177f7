package io.gantry.shell;

/** What a client hears of one line. Thread-safe. */
interface Reply {

    /** A line that the command printed. */
    void out(String line);

    /** A line about what went wrong. */
    void err(String line);

    /** The end. */
    void status(int status);

    /** Nobody hears. */
    Reply NONE = new Reply() {
        @Override
        public void out(String line) {
            // a command that goes on in the background has lost its listener
        }

        @Override
        public void err(String line) {
            // likewise
        }

        @Override
        public void status(int status) {
            // likewise
        }
    };
}
