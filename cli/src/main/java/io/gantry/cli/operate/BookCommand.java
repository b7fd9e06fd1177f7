package io.gantry.cli.operate;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a book holds. */
@Command(name = "book", mixinStandardHelpOptions = true, header = "Show the resting orders of a symbol by price level.")
public final class BookCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Parameters(paramLabel = "SYMBOL", description = "A listed symbol.")
    private String symbol;

    @Option(
            names = "--levels",
            paramLabel = "N",
            description = "How many price levels of each side; default: the worker's.")
    private Optional<Integer> levels = Optional.empty();

    @Override
    public Integer call() {
        GogoLine line = new GogoLine("gantry:book").argument(symbol);
        levels.ifPresent(count -> line.option("--levels", count));
        return query.run(line);
    }
}
