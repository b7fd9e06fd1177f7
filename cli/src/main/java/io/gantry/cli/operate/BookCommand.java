package io.gantry.cli.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a book holds. */
@Command(name = "book", mixinStandardHelpOptions = true, header = "Show the resting orders of a symbol by price level.")
public final class BookCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Parameters(paramLabel = "SYMBOL", description = "A listed symbol.")
    private String symbol;

    @Override
    public Integer call() {
        return query.run(new GogoLine("gantry:book").argument(symbol));
    }
}
