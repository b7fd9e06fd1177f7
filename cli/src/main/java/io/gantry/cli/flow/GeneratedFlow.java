package io.gantry.cli.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * A calibrated random flow: first the orders that rest in the books at the start, symbols in turn, then clusters of
 * commands, each cluster for one symbol drawn by a Zipf law.
 */
final class GeneratedFlow implements Flow {
    /** Filling the books takes no more than this part of all commands. */
    private static final int MAX_FILL_PART = 4;

    private static final int MIN_RESTING = 10;
    private static final long FILL_GAP_NANOS_AT_RATE_ONE = 10_000_000L;

    private final GeneratorSettings settings;
    private final FlowStatistics statistics;
    private final List<FlowSymbol> symbols;
    /** Share of the symbols up to each, the last one 1. */
    private final double[] cumulativeShares;

    private final int[] fills;

    GeneratedFlow(GeneratorSettings settings, String spec) {
        this.settings = settings;
        this.statistics = new FlowStatistics(spec, settings.commands(), settings.commands(), 0, 0, 0);
        int count = settings.symbols();
        this.cumulativeShares = new double[count];
        this.fills = new int[count];
        List<FlowSymbol> listed = new ArrayList<>(count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            listed.add(SymbolNames.listing(i).symbol());
            double weight = weight(i);
            fills[i] = Math.max(MIN_RESTING, (int) (settings.resting() * weight));
            sum += weight;
            cumulativeShares[i] = sum;
        }
        for (int i = 0; i < count; i++) {
            cumulativeShares[i] /= sum;
        }
        this.symbols = List.copyOf(listed);
        limitFills();
    }

    @Override
    public List<FlowSymbol> symbols() {
        return symbols;
    }

    @Override
    public int sessions() {
        return settings.sessions();
    }

    @Override
    public long commands() {
        return settings.commands();
    }

    @Override
    public FlowStatistics statistics() {
        return statistics;
    }

    @Override
    public FlowCursor iterator() {
        return new Cursor();
    }

    /** How many commands at the start fill the books. */
    long fillCommands() {
        long sum = 0;
        for (int fill : fills) {
            sum += fill;
        }
        return sum;
    }

    /** Relative to the busiest symbol. */
    private double weight(int index) {
        return StrictMath.pow(index + 1.0, -settings.zipf());
    }

    private void limitFills() {
        long wanted = fillCommands();
        long most = settings.commands() / MAX_FILL_PART;
        if (wanted > most) {
            for (int i = 0; i < fills.length; i++) {
                fills[i] = (int) (fills[i] * most / wanted);
            }
        }
    }

    private final class Cursor implements FlowCursor {
        private final FlowRandom random = new FlowRandom(settings.seed());
        private final Arrivals arrivals = new Arrivals(random, settings.rate());
        private final SymbolTrader[] traders = new SymbolTrader[fills.length];
        private final long fillGapNanos = FILL_GAP_NANOS_AT_RATE_ONE / settings.rate();
        private final long fillCommands = fillCommands();
        private long end = settings.commands();
        private long made;
        private long timeNanos;
        private int current = -1;
        private int fillRound;

        Cursor() {
            for (int i = 0; i < traders.length; i++) {
                traders[i] = new SymbolTrader(i, Math.max(MIN_RESTING, fills[i]), settings, random);
            }
        }

        @Override
        public boolean hasNext() {
            return made < end;
        }

        @Override
        public FlowCommand next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            made++;
            if (made <= fillCommands) {
                return fill();
            }
            // An auction is not left for another symbol, so that it is short whatever the symbol's share.
            boolean isInAuction = current >= 0 && traders[current].isInAuction();
            if (arrivals.startsCluster() && !isInAuction) {
                current = drawSymbol();
            }
            timeNanos += arrivals.nextGapNanos();
            return traders[current].next(timeNanos, made);
        }

        @Override
        public void close() {
            end = 0;
        }

        private FlowCommand fill() {
            timeNanos += fillGapNanos;
            do {
                current++;
                if (current == fills.length) {
                    current = 0;
                    fillRound++;
                }
            } while (fills[current] <= fillRound);
            return traders[current].fill(timeNanos, made);
        }

        private int drawSymbol() {
            double share = random.unit();
            int low = 0;
            int high = cumulativeShares.length - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (cumulativeShares[middle] > share) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }
    }
}
