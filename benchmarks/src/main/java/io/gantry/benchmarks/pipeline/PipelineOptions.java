package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.fork.Collector;
import io.gantry.benchmarks.fork.Forks;
import java.nio.file.Files;
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

/** What can be chosen. */
final class PipelineOptions {
    private static final int MOST_RUNS = 100;
    private static final int MOST_COMMANDS = 20_000_000;
    private static final double MOST_SECONDS = 600;

    @Option(
            names = "--quick",
            description =
                    "Three short runs instead of five: some nine minutes. Good for a look, not for figures to quote.")
    private boolean quick;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Which sections: ${COMPLETION-CANDIDATES}; default: all.",
            completionCandidates = SectionNames.class)
    private List<String> only = List.of();

    @Option(names = "--runs", paramLabel = "N", description = "Runs of everything; default: 5, quick 3.")
    private Optional<Integer> runs = Optional.empty();

    @Option(
            names = "--commands",
            paramLabel = "N",
            description = "Commands of a closed loop; default: 4000000, quick 1000000.")
    private Optional<Integer> commands = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "Length of each measurement that lasts for a time; default: 5, quick 1.2.")
    private Optional<Double> seconds = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the first run, the next ones count up; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder on the disk that is to be measured; default: where temporary files are.")
    private Optional<Path> dir = Optional.empty();

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "2g",
            description = "Heap of the JVMs that hold a whole engine; default: ${DEFAULT-VALUE}.")
    private String heap;

    @Option(
            names = "--gc",
            paramLabel = "NAME",
            defaultValue = "parallel",
            description = "Their collector: parallel, which suits exchange-core best, g1 or serial; default:"
                    + " ${DEFAULT-VALUE}.")
    private String gc;

    /** @throws ParameterException naming the option that is wrong */
    void check(CommandLine line) {
        for (String name : only) {
            require(line, Sections.NAMES.contains(name), "--only: " + name + " is none of " + names());
        }
        require(
                line,
                plan().runs() >= 1 && plan().runs() <= MOST_RUNS,
                "--runs: " + plan().runs() + " is not 1 to " + MOST_RUNS);
        require(
                line,
                plan().commands() >= 1 && plan().commands() <= MOST_COMMANDS,
                "--commands: " + plan().commands() + " is not 1 to " + MOST_COMMANDS);
        require(
                line,
                plan().seconds() > 0 && plan().seconds() <= MOST_SECONDS,
                "--seconds: " + plan().seconds() + " is not above 0 and up to " + MOST_SECONDS);
        require(line, heap.matches("[1-9][0-9]{0,6}[kKmMgG]?"), "--heap: " + heap + " is no size such as 2g");
        require(
                line,
                Arrays.stream(Collector.values()).anyMatch(known -> known.name().equalsIgnoreCase(gc)),
                "--gc: " + gc + " is none of parallel, g1, serial");
        require(
                line,
                Files.isWritable(dir()) && Files.isDirectory(dir()),
                "--dir: " + dir() + " is no folder to write to");
    }

    private static void require(CommandLine line, boolean isRight, String sentence) {
        if (!isRight) {
            throw new ParameterException(line, sentence);
        }
    }

    private static String names() {
        return String.join(", ", Sections.NAMES);
    }

    PipelinePlan plan() {
        PipelinePlan plan = quick ? PipelinePlan.QUICK : PipelinePlan.FULL;
        return new PipelinePlan(
                runs.orElse(plan.runs()),
                commands.orElse(plan.commands()),
                Math.min(plan.warmUp(), commands.orElse(plan.commands())),
                seconds.orElse(plan.seconds()),
                plan.linkWarmUpSeconds(),
                Math.min(plan.trialSeconds(), seconds.orElse(plan.seconds())));
    }

    /** The sections asked for, in their own order. */
    List<String> sections() {
        return Sections.NAMES.stream()
                .filter(name -> only.isEmpty() || only.contains(name))
                .toList();
    }

    boolean isQuick() {
        return quick;
    }

    long seed() {
        return seed;
    }

    Path dir() {
        return dir.orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")))
                .toAbsolutePath();
    }

    /** JVMs that hold a whole engine. */
    Forks forks() {
        return new Forks(heap, Collector.valueOf(gc.toUpperCase(Locale.ROOT)), List.of());
    }

    /** For the results. */
    Map<String, Object> settings() {
        PipelinePlan plan = plan();
        Map<String, Object> settings = new TreeMap<>();
        settings.put("quick", quick);
        settings.put("sections", sections());
        settings.put("runs", plan.runs());
        settings.put("commands", plan.commands());
        settings.put("warmUpCommands", plan.warmUp());
        settings.put("seconds", plan.seconds());
        settings.put("linkWarmUpSeconds", plan.linkWarmUpSeconds());
        settings.put("seed", seed);
        settings.put("gc", gc);
        settings.put("heap", heap);
        return settings;
    }
}
