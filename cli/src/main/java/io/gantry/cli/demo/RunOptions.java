package io.gantry.cli.demo;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowException;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.cli.report.ReportException;
import io.gantry.cli.report.ReportFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What demo and replay share: how fast, and where the report goes. What is wrong in them shows before anything is started. */
final class RunOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Commands per second, 0: as fast as they are taken; default: ${DEFAULT-VALUE}.")
    private long rate;

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report to this file, as JSON.")
    private Optional<Path> report = Optional.empty();

    /** Commands per second, or {@link Pace#UNLIMITED}. */
    long rate() {
        return rate;
    }

    PrintWriter out() {
        return command.commandLine().getOut();
    }

    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Checks the options of this class. */
    void check() {
        if (rate < 0) {
            throw wrong("--rate: expected 0 or more commands per second, found " + rate);
        }
        try {
            report.ifPresent(ReportFile::requireWritable);
        } catch (ReportException notWritable) {
            throw wrong(notWritable.getMessage());
        }
    }

    /** Opens the flow, and so reads its file if it has one. */
    Flow open(Supplier<FlowSpec> spec) {
        try {
            return spec.get().open();
        } catch (FlowException wrong) {
            throw wrong(wrong.getMessage());
        }
    }

    /** What a wrong command line ends with. */
    ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /** Tells on the standard error stream what is being done. */
    void say(String sentence) {
        err().println(sentence);
        err().flush();
    }

    /** Prints a result, and writes the report if one is wanted. */
    void tell(RunResult result, int workers) {
        new RunTable(out()).print(result);
        report.ifPresent(file -> RunReport.write(file, result, workers));
    }
}
