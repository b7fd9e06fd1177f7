package io.gantry.cli.cluster;

/**
 * What a worker's shell said to one line.
 *
 * @param output what the command printed, with its line ends
 * @param status 0 if it did what it was asked
 */
public record ShellAnswer(String output, int status) {

    public boolean isOk() {
        return status == 0;
    }
}
