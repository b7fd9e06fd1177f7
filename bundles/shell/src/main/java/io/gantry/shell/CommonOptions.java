package io.gantry.shell;

import picocli.CommandLine.Option;

/** What every command understands. */
abstract class CommonOptions {

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean isJson;

    @Option(names = "--help", usageHelp = true, description = "Print this help.")
    private boolean isHelp;

    final boolean isJson() {
        return isJson;
    }

    final boolean isHelp() {
        return isHelp;
    }
}
