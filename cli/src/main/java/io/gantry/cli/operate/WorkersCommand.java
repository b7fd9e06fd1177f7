package io.gantry.cli.operate;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Which workers the cluster sees. */
@Command(name = "workers", mixinStandardHelpOptions = true, header = "Show the workers as the cluster sees them.")
public final class WorkersCommand implements Callable<Integer> {

    @Mixin
    private WorkerQuery query;

    @Override
    public Integer call() {
        return query.run(new GogoLine("gantry:workers"));
    }
}
