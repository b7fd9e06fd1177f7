package io.gantry.cli.demo;

import io.gantry.cli.check.CheckResult;
import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Trades and moves symbols of its own before the clock starts, so that a run's figures tell of workers that have run for a while and
 * not of class loading and compilation. It is checked like the run itself.
 */
final class WarmUp {

    /** Moves of the busiest of its symbols after the two that its flow asks for. */
    static final int EXTRA_MOVES = 8;

    private static final long SYMBOLS = 3;

    private final Flow flow;
    private final Operator operator;
    private final Placement placement;
    private final String strategy;

    /** @param commands how many, above zero */
    WarmUp(long commands, Operator operator, Placement placement, String strategy) {
        this.flow = new WarmUpFlow(FlowSpec.parse("generated")
                .with("commands", commands)
                .with("symbols", SYMBOLS)
                .open());
        this.operator = operator;
        this.placement = placement;
        this.strategy = strategy;
    }

    /**
     * Runs, as fast as commands are taken.
     *
     * @throws RunException if it cannot be carried out to its end
     */
    CheckResult run(Market market, Abort abort, LongSupplier nanoClock) {
        for (int i = 0; i < flow.symbols().size(); i++) {
            operator.list(flow.symbols().get(i), placement.home(i));
        }
        market.awaitSymbols(flow.symbols().stream().map(FlowSymbol::name).toList());
        Moves.Route route =
                new Moves.Route(flow.symbols().get(0).name(), placement.home(0), placement.away(0), strategy);
        RunResult result;
        try (Moves moves = new Moves(operator, route, flow.commands())) {
            result =
                    new FlowRun(flow, market, operator, abort, nanoClock).run(Pace.UNLIMITED, Optional.of(moves), true);
        }
        for (int i = 0; i < EXTRA_MOVES; i++) {
            abort.check();
            MigrationReport move = operator.move(route.symbol(), i % 2 == 0 ? route.away() : route.home(), strategy);
            if (move.state() != MigrationState.COMMITTED) {
                return new CheckResult(
                        "warm-up", false, move.description() + " ended " + move.state() + ": " + move.detail());
            }
        }
        return verdict(result);
    }

    private static CheckResult verdict(RunResult result) {
        return result.checks().stream()
                .filter(check -> !check.passed())
                .findFirst()
                .map(failed -> new CheckResult("warm-up", false, failed.name() + ": " + failed.detail()))
                .orElseGet(() -> new CheckResult(
                        "warm-up",
                        true,
                        result.acknowledged() + " commands on symbols of their own, before the clock started"));
    }
}
