package io.gantry.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/**
 * Stands for the benchmarks. The script {@code gantry} of a source tree runs them itself; an installation does not hold them, nor
 * the foreign order book that they compare with.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        header = "Measure the order book against exchange-core's; in a source tree only.",
        description = "Run ./gantry bench --help in the source tree.")
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Unmatched
    private final List<String> arguments = new ArrayList<>();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "bench needs the source tree, an installation does not hold the benchmarks");
    }
}
