package io.gantry.cli.journal;

import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.journal.JournalInspection;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The journals that a command line names. */
final class JournalFolders {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description =
                    "A partition's folder, such as data/partition-1 in a worker's home, or one with several of them.")
    private Path directory;

    /** At least one. */
    List<Path> all() {
        try {
            List<Path> journals = JournalInspection.journalsIn(directory);
            if (journals.isEmpty()) {
                throw wrong("there is no journal in " + directory);
            }
            return journals;
        } catch (NotDirectoryException e) {
            throw wrong("no such folder: " + directory);
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    /** Looks into one, which nobody has open. */
    JournalInspection open(Path journal) {
        try {
            return JournalInspection.of(journal);
        } catch (JournalCorruptException e) {
            throw new JournalException(e.getMessage(), e);
        } catch (AccessDeniedException e) {
            throw unreadable(journal, e);
        } catch (IOException e) {
            throw wrong(e.getMessage());
        }
    }

    static JournalException unreadable(Path path, IOException e) {
        String what = e instanceof AccessDeniedException ? "no right to read " : "cannot read ";
        return new JournalException(what + path + ": " + e.getMessage(), e);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
