package io.gantry.benchmarks.stream;

import java.util.List;

/** A stream that is made, not read. */
public record MadeStream(String name, CommandMix mix, OrderIds ids) implements StreamSource {

    /** Mostly moves: the mix of exchange-core's own benchmark. */
    public static final MadeStream EC = new MadeStream("ec", CommandMix.EXCHANGE_CORE, OrderIds.SEQUENTIAL);

    /** Orders come and are cancelled; ids rise one by one. */
    public static final MadeStream LOB = new MadeStream("lob", CommandMix.LIMIT_ORDER_BOOK, OrderIds.SEQUENTIAL);

    /** The same with ids spread over 63 bits. */
    public static final MadeStream LOB_RANDOM =
            new MadeStream("lob-random", CommandMix.LIMIT_ORDER_BOOK, OrderIds.RANDOM);

    /** All of them. */
    public static final List<MadeStream> ALL = List.of(EC, LOB, LOB_RANDOM);

    /** @throws IllegalArgumentException if there is none of that name */
    public static MadeStream named(String name) {
        return ALL.stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no stream is made by the name " + name));
    }

    @Override
    public boolean hasResting() {
        return true;
    }

    @Override
    public CommandStream make(int resting, int commands, long seed) {
        return StreamMaker.make(mix, ids, resting, commands, seed);
    }
}
