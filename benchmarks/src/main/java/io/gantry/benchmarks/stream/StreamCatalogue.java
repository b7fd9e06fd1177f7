package io.gantry.benchmarks.stream;

import io.gantry.benchmarks.BenchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All streams there are: those that are made, and the tapes in a folder. */
public final class StreamCatalogue {
    private final List<StreamSource> sources;

    private StreamCatalogue(List<StreamSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** @param dataFolder holds tapes, or does not exist */
    public static StreamCatalogue of(Path dataFolder) {
        List<StreamSource> sources = new ArrayList<>(MadeStream.ALL);
        sources.addAll(TapeStream.in(dataFolder));
        return new StreamCatalogue(sources);
    }

    /** Are there tapes among them? */
    public boolean hasTapes() {
        return sources.stream().anyMatch(source -> !source.hasResting());
    }

    /** In the order in which they are measured. */
    public List<StreamSource> all() {
        return sources;
    }

    /** @throws BenchException if there is none of that name */
    public StreamSource named(String name) {
        return sources.stream()
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BenchException("no stream is named " + name + "; there are " + names()));
    }

    private String names() {
        return String.join(", ", sources.stream().map(StreamSource::name).toList());
    }
}
