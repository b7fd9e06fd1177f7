package io.gantry.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int simulate(String... arguments) {
        return new CommandLine(new SimulateCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void shouldTellWhatHappenedAndWriteItDownWhenNoRuleIsBroken(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("report.json");

        int code = simulate("--seeds", "4", "--threads", "2", "--json", json.toString());

        assertThat(code).isZero();
        assertThat(out.toString()).contains("commands answered", "no rule was broken");
        assertThat(Files.readString(json)).contains("\"seeds\" : 4", "\"commands answered\"");
    }

    @Test
    void shouldGoTheSameWayWhenASeedIsTracedTwice() {
        int code = simulate("--trace", "--from", "9", "--keep", "faults:;commands:0-20");
        String once = out.toString();
        out.getBuffer().setLength(0);

        int again = simulate("--trace", "--from", "9", "--keep", "faults:;commands:0-20");

        assertThat(code).isZero();
        assertThat(again).isZero();
        assertThat(out).hasToString(once).asString().contains("seed 9: all well", "trace hash ");
    }

    @Test
    void shouldSayWhatIsWrongWhenPartsAreNotNamedAsTheyShould() {
        int code = simulate("--trace", "--keep", "most");

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--keep", "most");
    }

    @Test
    void shouldRunTheNamedMutantOnlyWhenOneIsNamed() {
        int code = simulate("--mutant", "commit-ignores-others", "--mutant-seeds", "10", "--threads", "1");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("1/1  commit-ignores-others", "killed 1 of 1 mutants");
    }

    @Test
    void shouldNameSimilarMutantsWhenNoneHasTheName() {
        int code = simulate("--mutant", "commit-ignores-others,commit-ignores-nobody");

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("no mutant commit-ignores-nobody", "commit-ignores-others");
    }
}
