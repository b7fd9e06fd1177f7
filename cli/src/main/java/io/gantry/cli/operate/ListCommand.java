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

    @Parameters(arity = "1..*", paramLabel = "SYMBOL", description = "Names of the symbols; all are listed or none.")
    private List<String> symbols;

    @Option(
            names = "--partition",
            required = true,
            paramLabel = "P",
            description = "Number of the partition they begin in.")
    private int partition;

    @Option(
            names = "--tick",
            paramLabel = "T",
            defaultValue = "1",
            description = "Prices are multiples of this; default: ${DEFAULT-VALUE}.")
    private long tick;

    @Option(
            names = "--lot",
            paramLabel = "L",
            defaultValue = "1",
            description = "Quantities are multiples of this; default: ${DEFAULT-VALUE}.")
    private long lot;

    @Option(
            names = "--price-decimals",
            paramLabel = "D",
            defaultValue = "0",
            description = "Decimals that people see in a price, 0 to 12; default: ${DEFAULT-VALUE}.")
    private int priceDecimals;

    @Override
    public Integer call() {
        return query.run(new GogoLine("gantry:list")
                .arguments(symbols)
                .option("--partition", partition)
                .option("--tick", tick)
                .option("--lot", lot)
                .option("--price-decimals", priceDecimals));
    }
}
