package io.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterShape;
import io.gantry.cli.cluster.FakeWorker;
import io.gantry.cli.cluster.FakeWorker.Mode;
import io.gantry.cli.cluster.Installation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a worker hears when an operator types, and what the operator gets back. */
@Timeout(120)
class OperatorsVerbsTest {

    @TempDir
    private static Path temp;

    private static Cluster cluster;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() {
        Installation installation = FakeWorker.install(temp.resolve("install"), Mode.SERVES);
        System.setProperty(Installation.PROPERTY, installation.root().toString());
        Duration limit = Duration.ofSeconds(60);
        cluster = Cluster.start(installation, temp.resolve("cluster"), ClusterShape.of(3), limit, line -> {});
    }

    @AfterAll
    static void stop() {
        System.clearProperty(Installation.PROPERTY);
        cluster.stop(Duration.ofSeconds(20), true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "routes | w1 was told: gantry:routes",
                "routes S1 --json | w1 was told: gantry:routes 'S1' --json",
                "workers --worker w2 | w2 was told: gantry:workers",
                "strategies | w1 was told: gantry:strategies",
                "migrations --json | w1 was told: gantry:migrations --json",
                "book $(x) | w1 was told: gantry:book '$(x)'",
                "book 1E5 --levels 3 | w1 was told: gantry:book '1E5' --levels '3'",
                "list A B --partition 2 --tick 5 | w1 was told: gantry:list 'A' 'B' --partition '2' --tick '5' --lot '1' --price-decimals '0'",
                "migrate A B --to 2 --strategy x;y --dry-run | w1 was told: gantry:migrate 'A' 'B' --to '2' --strategy 'x;y' --dry-run",
                "shell --worker w3 lb | w3 was told: lb"
            })
    void shouldReachTheWorkerUnchangedWhenAnOperatorAsks(String typed, String printed) {
        assertThat(run(typed)).isZero();
        assertThat(out).hasToString(printed + System.lineSeparator());
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldTellTheWorkersWordsAndItsStatusWhenACommandFails() {
        assertThat(run("book fail")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().strip()).isEqualTo("gantry: w1 was told: gantry:book 'fail'");
    }

    @Test
    void shouldRunEveryLineAndFailWhenOneOfTheStandardInputDoes() {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("lb\n\n fail now\nls\nexit\nnever\n".getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(run("shell")).isEqualTo(1);
        } finally {
            System.setIn(before);
        }
        assertThat(out.toString().lines()).containsExactly("w1 was told: lb", "w1 was told: ls");
        assertThat(err.toString().lines()).containsExactly("w1 was told: fail now");
    }

    @Test
    void shouldShowATableAndFailWhenOneOfThreeIsDown() {
        cluster.killWorker("w3");
        try {
            assertThat(run("status")).isEqualTo(1);
            assertThat(out.toString()
                            .lines()
                            .map(line -> line.strip().replaceAll(" +", " "))
                            .toList())
                    .hasSize(8)
                    .containsSequence("", "PARTITION PRIMARY EPOCH IN SYNC REPLICAS", "1 w1 3 w1,w2 w1 PRIMARY")
                    .anyMatch(line -> line.matches("w1 [0-9]+ yes [0-9]+ SERVING 1 2 5 10"))
                    .anyMatch(line -> line.matches("w3 - no [0-9]+ DOWN 3 0 0 0"));
        } finally {
            assertThat(run("start --worker w3")).isZero();
        }
        assertThat(run("status --json")).isZero();
    }

    private int run(String typed) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute((typed + " --dir " + cluster.dir()).split(" "));
    }
}
