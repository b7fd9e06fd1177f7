package io.gantry.cli.demo;

import io.gantry.cli.check.CheckResult;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ClusterShape;
import io.gantry.cli.cluster.Installation;
import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.cli.operate.ReplicationOptions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The whole story in one command: start, trade, move, check, stop. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Trade on three workers, move the busiest symbol meanwhile, check it all.",
        description = {
            "Starts worker processes on free local ports, lists the flow's symbols over their partitions, sends the flow"
                    + " through the client, moves the busiest symbol to another worker at one third and back at two"
                    + " thirds of it, compares every answer, event and book with a replay through the reference book,"
                    + " prints how it went, and stops what it started.",
            "Ends with 0 only if every check passed and both moves were committed."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int FEWEST_WORKERS = 3;
    private static final long FIRST_CLIENT_ID = 1;
    private static final long LEAST_WARM_UP = 1000;
    private static final long MOST_WARM_UP = 10_000_000;

    @Mixin
    private RunOptions run;

    @Option(
            names = "--flow",
            paramLabel = "SPEC",
            defaultValue = "generated",
            description = {
                "What is traded: generated[:key=value,...] or lobster:FILE[,symbol=NAME]; default: ${DEFAULT-VALUE}.",
                "Keys: commands, symbols, seed, zipf, sessions, resting, rate, special."
            })
    private String flow;

    @Option(names = "--commands", paramLabel = "N", description = "Commands of a generated flow; default: 200000.")
    private Optional<Long> commands = Optional.empty();

    @Option(names = "--symbols", paramLabel = "N", description = "Symbols of a generated flow; default: 8.")
    private Optional<Long> symbols = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of a generated flow; default: 1.")
    private Optional<Long> seed = Optional.empty();

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "freeze-switch",
            description = "How symbols are moved; default: ${DEFAULT-VALUE}.")
    private String strategy;

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many workers, 3 or more; default: ${DEFAULT-VALUE}.")
    private int workers;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "2",
            description = "Partitions of each worker; default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Mixin
    private ReplicationOptions replication;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Commands on other symbols before the clock starts, moved to and fro and checked as well;"
                    + " 0: begin cold; default: ${DEFAULT-VALUE}.")
    private long warmUp;

    @Option(names = "--keep", description = "Leave the workers running.")
    private boolean isKept;

    @Override
    public Integer call() {
        run.check();
        if (warmUp != 0 && (warmUp < LEAST_WARM_UP || warmUp > MOST_WARM_UP)) {
            throw run.wrong("--warm-up: expected 0, or " + LEAST_WARM_UP + " to " + MOST_WARM_UP + ", found " + warmUp);
        }
        ClusterShape shape = shape();
        Flow opened = run.open(this::spec);
        Installation installation = Installation.find();
        run.say("flow " + opened.statistics().spec() + ": " + opened.commands() + " commands");
        Abort abort = new Abort(Thread.currentThread());
        try (TemporaryCluster cluster = TemporaryCluster.start(installation, shape, run.err(), abort)) {
            if (isKept) {
                cluster.keep();
            }
            RunResult result = trade(opened, cluster, abort);
            run.tell(result, workers);
            if (result.passed()) {
                cluster.clean();
            }
            return result.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private FlowSpec spec() {
        FlowSpec spec = FlowSpec.parse(flow);
        spec = commands.isPresent() ? spec.with("commands", commands.get()) : spec;
        spec = symbols.isPresent() ? spec.with("symbols", symbols.get()) : spec;
        return seed.isPresent() ? spec.with("seed", seed.get()) : spec;
    }

    private ClusterShape shape() {
        if (workers < FEWEST_WORKERS) {
            throw run.wrong("--workers: expected " + FEWEST_WORKERS + " or more, found " + workers
                    + "; a symbol is moved from worker to worker, and the register needs a majority");
        }
        try {
            return new ClusterShape(workers, partitions, ClusterShape.ANY_PORTS, replication.orElse(0));
        } catch (ClusterException wrong) {
            throw run.wrong(wrong.getMessage());
        }
    }

    private RunResult trade(Flow opened, TemporaryCluster cluster, Abort abort) {
        WorkerProcesses processes = new WorkerProcesses(cluster.cluster());
        Operator operator = processes.operator();
        Placement placement = new Placement(processes.workers());
        List<FlowSymbol> listed = opened.symbols();
        for (int i = 0; i < listed.size(); i++) {
            operator.list(listed.get(i), placement.home(i));
        }
        run.say("listed " + listed.size() + " symbols in the partitions of "
                + processes.workers().size() + " workers");
        String busiest = listed.get(0).name();
        Moves.Route route = new Moves.Route(busiest, placement.home(0), placement.away(0), strategy);
        try (Market market = new ClientMarket(processes.workers(), FIRST_CLIENT_ID);
                Moves moves = new Moves(operator, route, opened.commands())) {
            market.awaitSymbols(listed.stream().map(FlowSymbol::name).toList());
            plan(operator, route, cluster);
            Optional<CheckResult> warm = warmUp(operator, placement, market, abort);
            run.say(busiest + " will move from partition " + route.home() + " to partition " + route.away()
                    + " and back by " + strategy);
            FlowRun flowRun = new FlowRun(opened, market, operator, abort, System::nanoTime);
            Optional<Moves> wanted = Optional.of(moves);
            try (Progress progress = new Progress(run.err(), flowRun.figures(), opened.commands(), wanted)) {
                progress.start(() -> processes.watch(abort));
                RunResult result = flowRun.run(run.rate(), wanted, true);
                return warm.map(result::with).orElse(result);
            }
        }
    }

    private Optional<CheckResult> warmUp(Operator operator, Placement placement, Market market, Abort abort) {
        if (warmUp == 0) {
            return Optional.empty();
        }
        run.say("warming up with " + warmUp + " commands and " + (2 + WarmUp.EXTRA_MOVES) + " moves of other symbols");
        return Optional.of(new WarmUp(warmUp, operator, placement, strategy).run(market, abort, System::nanoTime));
    }

    /** A move that cannot be made is refused before anything is traded. */
    private static void plan(Operator operator, Moves.Route route, TemporaryCluster cluster) {
        try {
            operator.planMove(route.symbol(), route.away(), route.strategy());
        } catch (RunException refused) {
            cluster.clean();
            throw refused;
        }
    }
}
