package io.gantry.cli.operate;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Moves symbols; done when the move has ended. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        header = "Move symbols to another partition while they trade.")
public final class MigrateCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Parameters(
            arity = "1..*",
            paramLabel = "SYMBOL",
            description = "What to move; symbols of one partition switch together.")
    private List<String> symbols;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PARTITION",
            description = "Number of the partition to move to.")
    private int partition;

    @Option(
            names = "--strategy",
            required = true,
            paramLabel = "NAME",
            description = "How to move; `gantry strategies` shows the names.")
    private String strategy;

    @Option(names = "--dry-run", description = "Print the plan and move nothing.")
    private boolean isDryRun;

    @Override
    public Integer call() {
        return query.run(new GogoLine("gantry:migrate")
                .arguments(symbols)
                .option("--to", partition)
                .option("--strategy", strategy)
                .flag("--dry-run", isDryRun));
    }
}
