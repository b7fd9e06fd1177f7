package io.gantry.cli.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where symbols are. */
@Command(
        name = "routes",
        mixinStandardHelpOptions = true,
        header = "Show which partition and worker each symbol is on.")
public final class RoutesCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Parameters(arity = "0..1", paramLabel = "SYMBOL", description = "Only this one; default: all.")
    private String symbol = "";

    @Override
    public Integer call() {
        GogoLine line = new GogoLine("gantry:routes");
        return query.run(symbol.isEmpty() ? line : line.argument(symbol));
    }
}
