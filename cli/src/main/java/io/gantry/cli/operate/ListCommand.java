package io.gantry.cli.operate;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts new symbols on the market. */
@Command(name = "list", mixinStandardHelpOptions = true, header = "List new symbols in a partition.")
public final class ListCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Parameters(arity = "1..*", paramLabel = "SYMBOL", description = "Names of the symbols.")
    private List<String> symbols;

    @Option(
            names = "--partition",
            required = true,
            paramLabel = "P",
            description = "Number of the partition they begin in.")
    private int partition;

    @Override
    public Integer call() {
        return query.run(new GogoLine("gantry:list")
                .arguments(symbols)
                .word("--partition")
                .argument(Integer.toString(partition)));
    }
}
