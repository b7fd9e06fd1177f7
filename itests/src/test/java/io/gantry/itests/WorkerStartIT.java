package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A worker runs until it is told to stop; one that cannot run says in one sentence why, and ends. */
final class WorkerStartIT {

    private final TestHome home = TestHome.make(Distribution.find(), "1");

    @AfterEach
    void deleteHome() {
        home.delete();
    }

    @Test
    void shouldEndQuietlyWithStatusZeroWhenTerminated() throws Exception {
        WorkerRun run = WorkerRun.untilTerminated(home);

        assertThat(run).isEqualTo(new WorkerRun(0, "", ""));
        assertThat(home.port()).isEmpty();
    }

    @Test
    void shouldNameThePortWhenItIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            home.configure("port", Integer.toString(taken.getLocalPort()));

            assertRefused(1, "[^\\n]*127\\.0\\.0\\.1:" + taken.getLocalPort() + "[^\\n]*in use[^\\n]*");
        }
    }

    @Test
    void shouldNameTheFolderWhenAFileIsInPlaceOfTheData() throws Exception {
        Files.writeString(home.data(), "a file");

        assertRefused(2, "cannot make the folder " + home.data() + "[^\\n]*");
        assertThat(home.data()).hasContent("a file");
    }

    @Test
    void shouldNameTheFolderWhenAFileIsInPlaceOfAPartitionsJournal() throws Exception {
        Path journal = Files.createDirectories(home.data()).resolve("partition-1");
        Files.writeString(journal, "a file");

        assertRefused(1, "[^\\n]*" + journal + " is in the way: it is not a folder[^\\n]*");
        assertThat(journal).hasContent("a file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1,x | partitions=1,x: 'x' is not a number",
                "0 | partitions=0: 0 is not in 1\\.\\.1023",
                "3,1,3 | partitions=3,1,3: 3 is named twice",
            })
    void shouldNameTheValueWhenPartitionsAreNotRight(String value, String sentence) throws Exception {
        home.configure("partitions", value);

        assertRefused(1, "[^\\n]*" + sentence + "[^\\n]*");
    }

    @Test
    void shouldNameTheSettingWhenThePortIsNone() throws Exception {
        home.configure("port", "70000");

        assertRefused(1, "configuration port is 70000[^\\n]*");
    }

    @Test
    void shouldNameTheNameWhenTheWorkersIsNone() throws Exception {
        home.configure("name", "w 1");

        assertRefused(1, "configuration io\\.gantry\\.worker: name=w 1 is no worker's name: 1 to 40 [^\\n]*");
    }

    private void assertRefused(int status, String sentence) throws IOException, InterruptedException {
        WorkerRun run = WorkerRun.toItsEnd(home.root());

        assertThat(run.errors()).matches("gantry: " + sentence + "\\n");
        assertThat(run.output()).isEmpty();
        assertThat(run.exitStatus()).isEqualTo(status);
    }
}
