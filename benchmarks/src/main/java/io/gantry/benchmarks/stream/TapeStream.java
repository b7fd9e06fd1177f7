package io.gantry.benchmarks.stream;

import io.gantry.benchmarks.BenchException;
import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowException;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.cli.flow.FlowSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A day of an equity from a LOBSTER message file, again and again. It begins with an empty book, and at the end of the day what
 * is left is cancelled, so that the same ids can come again.
 */
record TapeStream(String name, Path file) implements StreamSource {
    private static final String MESSAGES = "[A-Z0-9.-]+_.*message.*\\.csv(\\.gz|\\.xz)?";

    /** The tapes in a folder by their names; none if there is no such folder. */
    static List<TapeStream> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(MESSAGES))
                    .sorted()
                    .map(file -> new TapeStream("tape:" + symbol(file), file))
                    .toList();
        } catch (IOException e) {
            throw new BenchException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    private static String symbol(Path file) {
        return file.getFileName().toString().split("_", 2)[0];
    }

    @Override
    public boolean hasResting() {
        return false;
    }

    @Override
    public CommandStream make(int resting, int commands, long seed) {
        try {
            Flow flow = FlowSpec.parse("lobster:" + file).open();
            FlowSymbol symbol = flow.symbols().get(0);
            CommandStream day = new TapeReader(flow, symbol.tickSize(), seed).read();
            return repeated(day, commands);
        } catch (FlowException e) {
            throw new BenchException("stream " + name + ": " + e.getMessage(), e);
        }
    }

    private static CommandStream repeated(CommandStream day, int commands) {
        CommandStream stream = new CommandStream(commands);
        for (int i = 0; i < commands; i++) {
            int at = i % day.size();
            stream.add(day.kind(at), day.orderId(at), day.account(at), day.price(at), day.quantity(at));
        }
        stream.noteResting(day.resting());
        return stream;
    }
}
