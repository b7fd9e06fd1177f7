package io.gantry.cli.journal;

import io.gantry.journal.InspectedFile;
import io.gantry.journal.InspectedFile.Finding;
import io.gantry.journal.JournalInspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Reads all of a journal and tells what is wrong with it. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Read every record and snapshot, and say what is damaged.",
        description = {
            "Checks all segments of the log and all snapshots, also those that a start would not read, and changes nothing."
                    + " What a crash left behind the log's end is no damage: the next start cuts it off.",
            "Ends with 0 if all is good, 1 if something is damaged."
        })
final class JournalVerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private JournalFolders folders;

    @Override
    public Integer call() {
        boolean isGood = true;
        for (Path journal : folders.all()) {
            isGood &= verify(journal);
        }
        return isGood ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private boolean verify(Path journal) {
        try (JournalInspection inspection = folders.open(journal)) {
            List<InspectedFile> files = inspection.verify();
            print(journal, files);
            return files.stream().allMatch(file -> file.findings().isEmpty());
        } catch (IOException e) {
            throw JournalFolders.unreadable(journal, e);
        }
    }

    private void print(Path journal, List<InspectedFile> files) {
        PrintWriter out = spec.commandLine().getOut();
        long findings = files.stream().mapToLong(file -> file.findings().size()).sum();
        out.println(journal + ": " + (findings == 0 ? "good" : findings == 1 ? "1 defect" : findings + " defects"));
        for (InspectedFile file : files) {
            out.println("  " + file.name() + "  " + figures(file) + file.state());
            for (Finding finding : file.findings()) {
                out.println("    at offset " + finding.offset() + " (position " + finding.position() + "): "
                        + finding.what());
            }
        }
    }

    private static String figures(InspectedFile file) {
        return switch (file.kind()) {
            case SEGMENT -> file.from() + ".." + file.to() + "  " + file.records() + " records  ";
            case SNAPSHOT -> "at " + file.to() + "  " + file.records() + " parts  " + file.bytes() + " bytes  ";
            case END_MARK, UNFINISHED -> "";
        };
    }
}
