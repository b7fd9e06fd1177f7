package io.gantry.cli.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How migrations go and went. */
@Command(name = "migrations", mixinStandardHelpOptions = true, header = "Show running and ended migrations.")
public final class MigrationsCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Override
    public Integer call() {
        return query.run(new GogoLine("gantry:migrations"));
    }
}
