package io.gantry.benchmarks;

import io.gantry.benchmarks.fork.Collector;
import io.gantry.benchmarks.measure.Books;
import io.gantry.benchmarks.measure.RowTask;
import io.gantry.benchmarks.snapshot.SnapshotTask;
import io.gantry.benchmarks.stream.StreamCatalogue;
import io.gantry.benchmarks.stream.StreamSource;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What can be chosen of a comparison. */
final class RunOptions {
    private static final String DATA_VARIABLE = "GANTRY_DATA";

    /** Tells the source tree; the script {@code gantry} sets it. */
    private static final String SOURCE_TREE = "gantry.source";

    private static final int MOST_RESTING = 4_000_000;
    private static final int MOST_COMMANDS = 100_000_000;
    private static final long MOST_PER_SECOND = 10_000_000;
    private static final int IMAGE_WARM_UPS = 3;
    private static final int AGE = 3;
    private static final int SLICE_COMMANDS = 100;

    @Option(
            names = "--quick",
            description =
                    "Fewer rounds and forks, the naive book in the first only: a few minutes instead of a quarter of"
                            + " an hour.")
    private boolean quick;

    @Option(
            names = "--streams",
            paramLabel = "NAME",
            split = ",",
            description = "Which streams: ec, lob, lob-random, tape:SYMBOL; default: all.")
    private List<String> streams = List.of();

    @Option(
            names = "--resting",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000,1000000",
            description = "How many orders rest; default: ${DEFAULT-VALUE}.")
    private List<Integer> resting;

    @Option(names = "--forks", paramLabel = "N", description = "JVMs for each row; default: 5, quick 2.")
    private Optional<Integer> forks = Optional.empty();

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds that count; default: 15, quick 6.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--commands",
            paramLabel = "N",
            description = "Commands of a round; default: 1000000, quick 500000.")
    private Optional<Integer> commands = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Commands a second of the rounds at a rate; default: ${DEFAULT-VALUE}.")
    private long ratePerSecond;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the first fork, the next ones count up; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--no-naive", description = "Leave out exchange-core's naive book.")
    private boolean noNaive;

    @Option(names = "--no-snapshot", description = "Leave out the images of a large book.")
    private boolean noSnapshot;

    @Option(
            names = "--image-orders",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "How many orders the images hold; default: ${DEFAULT-VALUE}.")
    private int imageOrders;

    @Option(
            names = "--slice-orders",
            paramLabel = "N",
            defaultValue = "2000",
            description = "Orders that are written at a time between commands; default: ${DEFAULT-VALUE}.")
    private int sliceOrders;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with LOBSTER message files; default: $" + DATA_VARIABLE
                    + ", else the folder data beside the source tree.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--book",
            paramLabel = "NAME",
            description = "Which book of ours, flat or reference; default: flat.")
    private Optional<String> book = Optional.empty();

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "3g",
            description = "Heap of the forks, as -Xmx wants it; default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--gc",
            paramLabel = "NAME",
            defaultValue = "parallel",
            description = "Collector of the forks: parallel, which suits exchange-core best, g1 or serial; default:"
                    + " ${DEFAULT-VALUE}.")
    private String gc;

    @Option(
            names = "--jvm",
            paramLabel = "FLAG",
            description = "One more flag for the forks' JVM, as --jvm=FLAG; may be repeated.")
    private List<String> jvmFlags = List.of();

    /** @throws ParameterException naming the option that is out of its range */
    void check(CommandLine line) {
        resting.forEach(count -> within(line, "--resting", count, 1, MOST_RESTING));
        within(line, "--forks", plan().forks(), 1, 100);
        within(line, "--rounds", plan().rounds(), 1, 1000);
        within(line, "--commands", plan().roundCommands(), 1, MOST_COMMANDS);
        within(line, "--rate", ratePerSecond, 1, MOST_PER_SECOND);
        within(line, "--image-orders", imageOrders, 1, MOST_RESTING);
        within(line, "--slice-orders", sliceOrders, 1, MOST_RESTING);
        RunPlan plan = plan();
        long all = (long) plan.roundCommands()
                * (plan.warmUpRounds() + plan.rounds() + plan.latencyRounds() + plan.pacedRounds());
        within(line, "--commands times all rounds", all, 1, MOST_COMMANDS);
        if (book.isPresent() && !Books.names().contains(book.get())) {
            throw new ParameterException(
                    line, "--book: no book is named " + book.get() + "; there are " + String.join(", ", Books.names()));
        }
        if (Arrays.stream(Collector.values()).noneMatch(known -> known.name().equalsIgnoreCase(gc))) {
            throw new ParameterException(line, "--gc: " + gc + " is none of parallel, g1, serial");
        }
        if (!heap.matches("[1-9][0-9]{0,6}[kKmMgG]?")) {
            throw new ParameterException(line, "--heap: " + heap + " is no size such as 3g");
        }
    }

    private static void within(CommandLine line, String option, long value, long lowest, long highest) {
        if (value < lowest || value > highest) {
            throw new ParameterException(line, option + ": " + value + " is not in " + lowest + " to " + highest);
        }
    }

    private RunPlan plan() {
        RunPlan plan = quick ? RunPlan.QUICK : RunPlan.FULL;
        return new RunPlan(
                forks.orElse(plan.forks()),
                commands.orElse(plan.roundCommands()),
                plan.warmUpRounds(),
                rounds.orElse(plan.rounds()),
                plan.latencyRounds(),
                plan.pacedRounds(),
                plan.images());
    }

    Path dataFolder() {
        return data.or(() -> Optional.ofNullable(System.getenv(DATA_VARIABLE)).map(Path::of))
                .orElseGet(() -> Path.of(System.getProperty(SOURCE_TREE, "."))
                        .toAbsolutePath()
                        .normalize()
                        .resolveSibling("data"));
    }

    /** @throws ParameterException if a stream is named that there is not */
    List<StreamSource> streams(StreamCatalogue catalogue, CommandLine line) {
        if (streams.isEmpty()) {
            return catalogue.all();
        }
        try {
            return streams.stream().map(catalogue::named).toList();
        } catch (BenchException unknown) {
            throw new ParameterException(line, "--streams: " + unknown.getMessage(), unknown);
        }
    }

    /** A tape's orders are what they are. */
    List<Integer> resting(StreamSource stream) {
        return stream.hasResting() ? resting : List.of(0);
    }

    int forks() {
        return plan().forks();
    }

    String heap() {
        return heap;
    }

    Collector collector() {
        return Collector.valueOf(gc.toUpperCase(Locale.ROOT));
    }

    List<String> jvmFlags() {
        return jvmFlags;
    }

    RowTask task(String stream, int restingOrders, int fork) {
        RunPlan plan = plan();
        return new RowTask(
                stream,
                dataFolder().toString(),
                book.orElseGet(BookCommand::defaultBook),
                restingOrders,
                seed + fork,
                plan.roundCommands(),
                plan.warmUpRounds(),
                plan.rounds(),
                plan.latencyRounds(),
                plan.pacedRounds(),
                ratePerSecond,
                !noNaive && (!quick || fork == 0));
    }

    boolean hasSnapshot() {
        return !noSnapshot;
    }

    SnapshotTask snapshotTask(int fork) {
        return new SnapshotTask(
                book.orElseGet(BookCommand::defaultBook),
                imageOrders,
                seed + fork,
                AGE * imageOrders,
                IMAGE_WARM_UPS,
                plan().images(),
                sliceOrders,
                SLICE_COMMANDS);
    }

    /** For the results. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("quick", quick);
        settings.put("book", book.orElseGet(BookCommand::defaultBook));
        settings.put("gc", gc);
        settings.put("seed", seed);
        settings.put("ratePerSecond", ratePerSecond);
        settings.put("sliceOrders", sliceOrders);
        settings.put("sliceCommands", SLICE_COMMANDS);
        settings.put("images", plan().images());
        settings.put("forks", plan().forks());
        settings.put("rounds", plan().rounds());
        settings.put("warmUpRounds", plan().warmUpRounds());
        settings.put("roundCommands", plan().roundCommands());
        return settings;
    }
}
