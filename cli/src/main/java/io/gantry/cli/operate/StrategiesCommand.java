package io.gantry.cli.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which strategies can be asked for. */
@Command(
        name = "strategies",
        mixinStandardHelpOptions = true,
        header = "Show the migration strategies that are installed.")
public final class StrategiesCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Override
    public Integer call() {
        return query.run(new GogoLine("gantry:strategies"));
    }
}
