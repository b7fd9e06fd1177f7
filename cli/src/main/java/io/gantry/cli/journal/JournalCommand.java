package io.gantry.cli.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Parent of what looks into journals. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        header = "Check or show partitions' logs and snapshots that no worker has open.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {JournalVerifyCommand.class, JournalDumpCommand.class})
public final class JournalCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: verify, dump");
    }
}
