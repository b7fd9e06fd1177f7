package io.gantry.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Collects the figures of all runs. Rows stand in the order in which their first figures came. */
public final class Board {

    /**
     * A section that was not measured to the end. Its rows are of the runs before.
     *
     * @param why what happened, and in which run
     */
    public record Failure(String section, String why) {}

    private static final class Figures {
        private final List<double[]> gantry = new ArrayList<>();
        private final List<double[]> peer = new ArrayList<>();
        private String peerName = "";
    }

    private final Map<Measure, Figures> all = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /** Adds what one run measured of ours, a figure for each part of the measure. */
    public void gantry(Measure measure, double... figures) {
        at(measure, figures).gantry.add(figures);
    }

    /** Adds what one run measured beside it. The runs of both make pairs in the order in which they come. */
    public void peer(Measure measure, String name, double... figures) {
        Figures row = at(measure, figures);
        row.peerName = name;
        row.peer.add(figures);
    }

    private Figures at(Measure measure, double... figures) {
        if (figures.length != measure.parts().size()) {
            throw new IllegalArgumentException(
                    figures.length + " figures of " + measure.what() + " for " + measure.parts());
        }
        return all.computeIfAbsent(measure, fresh -> new Figures());
    }

    /** Adds a sentence that belongs to the results. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** Sentences that belong to the results. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** A section could not be measured to the end. */
    public void failed(String section, String why) {
        failures.add(new Failure(section, why));
    }

    /** Sections that were not measured to the end. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** All rows. */
    public List<BoardRow> rows() {
        return all.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static BoardRow row(Measure measure, Figures figures) {
        int parts = measure.parts().size();
        return new BoardRow(
                measure,
                Math.max(figures.gantry.size(), figures.peer.size()),
                spreads(figures.gantry, parts),
                spreads(figures.peer, parts).map(spreads -> new BoardRow.Beside(figures.peerName, spreads)),
                spreads(ratios(figures), parts));
    }

    private static List<double[]> ratios(Figures figures) {
        int pairs = Math.min(figures.gantry.size(), figures.peer.size());
        return IntStream.range(0, pairs)
                .mapToObj(run -> ratio(figures.gantry.get(run), figures.peer.get(run)))
                .toList();
    }

    private static double[] ratio(double[] gantry, double[] peer) {
        return IntStream.range(0, gantry.length)
                .mapToDouble(part -> gantry[part] / peer[part])
                .toArray();
    }

    private static Optional<List<Spread>> spreads(List<double[]> runs, int parts) {
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(IntStream.range(0, parts)
                .mapToObj(part -> Spread.of(runs.stream().mapToDouble(run -> run[part])))
                .toList());
    }
}
