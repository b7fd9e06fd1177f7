package io.gantry.cli.demo;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowCursor;
import io.gantry.cli.flow.FlowStatistics;
import io.gantry.cli.flow.FlowSymbol;
import java.util.List;

/** A flow under other names, so that the symbols of the run proper stay fresh. */
record WarmUpFlow(Flow flow) implements Flow {

    private static final String PREFIX = "WARMUP-";

    @Override
    public List<FlowSymbol> symbols() {
        return flow.symbols().stream()
                .map(symbol -> new FlowSymbol(
                        PREFIX + symbol.name(), symbol.priceDecimals(), symbol.tickSize(), symbol.lotSize()))
                .toList();
    }

    @Override
    public int sessions() {
        return flow.sessions();
    }

    @Override
    public long commands() {
        return flow.commands();
    }

    @Override
    public FlowStatistics statistics() {
        return flow.statistics();
    }

    @Override
    public FlowCursor iterator() {
        return flow.iterator();
    }
}
