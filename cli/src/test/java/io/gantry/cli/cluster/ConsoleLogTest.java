package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleLogTest {

    @TempDir
    private Path temp;

    @Test
    void shouldTellTheSentenceWhenTheWorkerGaveUpWithOne() throws IOException {
        ConsoleLog log = ConsoleLog.fromHere(file());
        append("WARNING: something\ngantry: port 7400 is in use\ngantry: a consequence\n");

        assertThat(log.error()).contains("port 7400 is in use");
    }

    @Test
    void shouldTellTheWholeListWhenTheSentenceHasOne() throws IOException {
        ConsoleLog log = ConsoleLog.fromHere(file());
        append("gantry: 2 bundles did not start\n  a: x\n  b: y\nbye\n");

        assertThat(log.error()).contains("2 bundles did not start\n  a: x\n  b: y");
    }

    @Test
    void shouldNotTellOfAnEarlierStartWhenTheFileGoesOn() throws IOException {
        append("gantry: of yesterday\n");
        ConsoleLog log = ConsoleLog.fromHere(file());
        append("gantry: of today\n");

        assertThat(log.error()).contains("of today");
    }

    @Test
    void shouldTellTheLastLinesWhenThereIsNoSentence() throws IOException {
        ConsoleLog log = ConsoleLog.fromHere(file());
        append("1\n2\n\n3\n4\n5\n6\n");

        assertThat(log.error()).contains("2\n3\n4\n5\n6");
    }

    @Test
    void shouldTellNothingWhenNothingWasWritten() {
        assertThat(ConsoleLog.fromHere(file()).error()).isEmpty();
    }

    private Path file() {
        return temp.resolve("console.log");
    }

    private void append(String text) throws IOException {
        Files.writeString(file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
