package io.gantry.benchmarks;

import io.gantry.benchmarks.pipeline.PipelineCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root: asked for nothing, it says what can be asked for. */
@Command(
        name = "gantry bench",
        mixinStandardHelpOptions = true,
        header = "Measure parts of Gantry.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {BookCommand.class, PipelineCommand.class, PiecesCommand.class})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "With an error, show where in the program it arose.")
    private boolean debug;

    /** Whether errors are to be shown with their stack traces. */
    boolean isDebug() {
        return debug;
    }

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(
                line,
                "a command is missing: "
                        + String.join(", ", line.getSubcommands().keySet()));
    }
}
