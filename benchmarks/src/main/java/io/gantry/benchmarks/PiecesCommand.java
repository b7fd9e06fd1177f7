package io.gantry.benchmarks;

import io.gantry.benchmarks.pieces.HashPieces;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the benchmarks of the book's pieces. */
@Command(
        name = "pieces",
        mixinStandardHelpOptions = true,
        header = "Measure pieces of the order book one by one, with JMH.",
        description = "Prints what JMH prints.")
final class PiecesCommand implements Callable<Integer> {
    private static final int MOST = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATTERN",
            arity = "0..*",
            description = "Regular expressions; pieces whose names have a match are run; default: all.")
    private List<String> patterns = List.of();

    @Option(names = "--forks", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Length of each of the 3 + 5 rounds; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() {
        require("--forks", forks);
        require("--seconds", seconds);
        OptionsBuilder options = new OptionsBuilder();
        if (patterns.isEmpty()) {
            options.include(HashPieces.class.getPackageName() + ".*");
        }
        for (String pattern : patterns) {
            requirePattern(pattern);
            options.include(pattern);
        }
        options.forks(forks)
                .warmupIterations(3)
                .measurementIterations(5)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementTime(TimeValue.seconds(seconds))
                .shouldFailOnError(true);
        try {
            new Runner(options.build()).run();
        } catch (RunnerException e) {
            throw new BenchException("the pieces could not be measured: " + e.getMessage(), e);
        }
        return ExitCode.OK;
    }

    private void requirePattern(String pattern) {
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException wrong) {
            throw new ParameterException(
                    spec.commandLine(), pattern + " is no regular expression: " + wrong.getDescription(), wrong);
        }
    }

    private void require(String option, int value) {
        if (value < 1 || value > MOST) {
            throw new ParameterException(spec.commandLine(), option + ": " + value + " is not in 1 to " + MOST);
        }
    }
}
