package io.gantry.benchmarks.stream;

import java.util.Arrays;

/**
 * The streams of several symbols as one, each with a seed of its own: first the fills, in turn, then commands for a symbol drawn by lot each time. Requests are
 * numbered from 0. Deterministic by its seed.
 */
public final class MarketFlow {
    private final CommandStream[] streams;
    private final byte[] symbols;
    private final int[] indexes;
    private final int fill;

    private MarketFlow(CommandStream[] streams, byte[] symbols, int[] indexes, int fill) {
        this.streams = streams;
        this.symbols = symbols;
        this.indexes = indexes;
        this.fill = fill;
    }

    /**
     * Makes the commands.
     *
     * @param count of symbols, at most 127
     * @param resting orders of each symbol, about
     * @param commands of all symbols together, behind the fills
     */
    public static MarketFlow of(StreamSource source, int count, int resting, int commands, long seed) {
        byte[] drawn = new byte[commands];
        int[] each = new int[count];
        StreamRandom random = new StreamRandom(seed);
        for (int i = 0; i < commands; i++) {
            drawn[i] = (byte) random.below(count);
            each[drawn[i]]++;
        }
        CommandStream[] streams = new CommandStream[count];
        for (int symbol = 0; symbol < count; symbol++) {
            streams[symbol] = source.make(resting, each[symbol], seed * Byte.MAX_VALUE + symbol);
        }
        return lined(streams, drawn);
    }

    private static MarketFlow lined(CommandStream[] streams, byte[] drawn) {
        int fill = Arrays.stream(streams).mapToInt(CommandStream::fill).sum();
        byte[] symbols = new byte[fill + drawn.length];
        int[] indexes = new int[symbols.length];
        int[] next = new int[streams.length];
        int at = 0;
        for (int symbol = 0; at < fill; symbol = (symbol + 1) % streams.length) {
            if (next[symbol] < streams[symbol].fill()) {
                symbols[at] = (byte) symbol;
                indexes[at++] = next[symbol]++;
            }
        }
        for (byte symbol : drawn) {
            symbols[at] = symbol;
            indexes[at++] = next[symbol]++;
        }
        return new MarketFlow(streams, symbols, indexes, fill);
    }

    /** How many symbols there are. */
    public int symbols() {
        return streams.length;
    }

    /** How many requests there are, the fill included. */
    public int size() {
        return symbols.length;
    }

    /** How many requests at the start only fill the books. */
    public int fill() {
        return fill;
    }

    /** The symbol of a request, from 0 on. */
    public int symbol(int request) {
        return symbols[request];
    }

    /** The stream that a request's command is in. */
    public CommandStream stream(int request) {
        return streams[symbols[request]];
    }

    /** The index of a request's command in its {@link #stream}. */
    public int index(int request) {
        return indexes[request];
    }
}
