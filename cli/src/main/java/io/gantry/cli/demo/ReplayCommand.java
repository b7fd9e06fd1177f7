package io.gantry.cli.demo;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.cli.operate.ClusterOption;
import io.gantry.engine.api.order.Instrument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Trades a flow in a cluster that runs. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        header = "Send a flow to a cluster that runs, and check what became of it.",
        description = {
            "Lists the flow's symbols if they are not listed yet, and sends its commands. If nobody has traded the"
                    + " symbols before (and nobody else does meanwhile), every answer, event and book is compared with a"
                    + " replay through the reference book.",
            "Ends with 0 if every command was acknowledged and every check that could be made passed."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final long CLIENTS_PER_MILLISECOND = 128;

    @Mixin
    private RunOptions run;

    @Parameters(
            paramLabel = "SPEC",
            description = "What is traded: generated[:key=value,...] or lobster:FILE[,symbol=NAME].")
    private String flow;

    @Mixin
    private ClusterOption cluster;

    @Override
    public Integer call() {
        run.check();
        Flow opened = run.open(() -> FlowSpec.parse(flow));
        WorkerProcesses processes = new WorkerProcesses(cluster.open());
        Abort abort = new Abort(Thread.currentThread());
        RunResult result = trade(opened, processes, abort);
        run.tell(result, processes.workers().size());
        return result.passed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** Client ids are never used twice, since a client that comes back would have to go on with its request ids. */
    private static long firstClientId() {
        return System.currentTimeMillis() * CLIENTS_PER_MILLISECOND;
    }

    private RunResult trade(Flow opened, WorkerProcesses processes, Abort abort) {
        Operator operator = processes.operator();
        try (ClientMarket market = new ClientMarket(processes.workers(), firstClientId())) {
            boolean isFresh = list(opened, market, operator, new Placement(processes.workers()));
            if (!isFresh) {
                run.say("these symbols have been traded before: their books cannot be checked");
            }
            FlowRun flowRun = new FlowRun(opened, market, operator, abort, System::nanoTime);
            try (Progress progress = new Progress(run.err(), flowRun.figures(), opened.commands(), Optional.empty())) {
                progress.start(() -> processes.watch(abort));
                return flowRun.run(run.rate(), Optional.empty(), isFresh);
            }
        }
    }

    /** Lists what is not listed; tells whether none of the symbols has been traded. */
    private static boolean list(Flow opened, ClientMarket market, Operator operator, Placement placement) {
        Map<String, Instrument> known =
                market.symbols().stream().collect(Collectors.toMap(Instrument::symbol, Function.identity()));
        boolean isFresh = true;
        List<FlowSymbol> symbols = opened.symbols();
        for (int i = 0; i < symbols.size(); i++) {
            FlowSymbol symbol = symbols.get(i);
            Instrument instrument = known.get(symbol.name());
            if (instrument == null) {
                operator.list(symbol, placement.home(i));
            } else {
                requireGrid(symbol, instrument);
                isFresh &= operator.book(symbol.name()).commandSequence() == 0;
            }
        }
        return isFresh;
    }

    private static void requireGrid(FlowSymbol symbol, Instrument instrument) {
        if (instrument.tickSize() != symbol.tickSize() || instrument.lotSize() != symbol.lotSize()) {
            throw new RunException("symbol " + symbol.name() + " is listed with tick size " + instrument.tickSize()
                    + " and lot size " + instrument.lotSize() + ", but the flow has " + symbol.tickSize() + " and "
                    + symbol.lotSize());
        }
    }
}
