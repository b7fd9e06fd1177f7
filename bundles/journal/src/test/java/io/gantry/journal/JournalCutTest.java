package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.assertSame;
import static io.gantry.journal.JournalFixture.awaitDurable;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a log goes: while it is open, and when it is opened. */
class JournalCutTest {
    @TempDir
    Path folder;

    private JournalFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
    }

    @Test
    void shouldGoOnFromThereWhenCutAtTheEndOfAnyRecord() throws Exception {
        List<byte[]> written = records(1, 1000, 2000, 3000, 500, 2000, 1000, 8);
        for (int kept = 0; kept <= written.size(); kept++) {
            fixture = new JournalFixture(folder.resolve("" + kept), 4096, Durability.REPLICATED_FSYNC);
            List<byte[]> expected = new ArrayList<>(written.subList(0, kept));
            expected.addAll(records(2, 700, 1800));
            try (Journal journal = fixture.open()) {
                written.forEach(record -> append(journal, record));
                if (kept % 2 == 0) {
                    awaitDurable(journal, journal.appendedPosition());
                }
                long position = JournalFixture.bytes(written.subList(0, kept));

                journal.cut(position);

                assertThat(journal.appendedPosition()).isEqualTo(position);
                assertThat(journal.durablePosition()).isLessThanOrEqualTo(position);
                expected.subList(kept, expected.size()).forEach(record -> append(journal, record));
                awaitDurable(journal, journal.appendedPosition());
            }
            fixture.crash();
            assertSame(fixture.read(), expected, "kept " + kept);
        }
    }

    @Test
    void shouldNotShowWhatWasCutWhenNewRecordsAreShorter() throws Exception {
        fixture.fillAndCrash(records(1, 40, 40, 40));
        try (Journal journal = fixture.open()) {
            journal.cut(56);
            awaitDurable(journal, append(journal, records(2, 40).get(0)));
        }
        fixture.crash();

        List<byte[]> found = fixture.read();
        assertThat(found).hasSize(2);
        assertThat(found.get(1)).isEqualTo(records(2, 40).get(0));
    }

    @Test
    void shouldRefuseToCutWhenThatIsNoRecordsEnd() throws Exception {
        try (Journal journal = fixture.open()) {
            awaitDurable(journal, append(journal, new byte[100]));
            append(journal, new byte[100]);

            for (long position : new long[] {8, 119, 128}) {
                assertThatThrownBy(() -> journal.cut(position))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("journal " + folder + " cannot be cut at position " + position)
                        .hasMessageContaining("within the record that ends at position");
            }
            assertThatThrownBy(() -> journal.cut(248)).hasMessageContaining("the log is kept from position 0 to 240");
            assertThatThrownBy(() -> journal.cut(-8)).hasMessageContaining("the log is kept from position 0 to 240");
            assertThat(journal.failure()).as("nothing was changed").isEmpty();
            append(journal, new byte[100]);
        }
        assertThat(fixture.read()).hasSize(3);
        assertThat(fixture.hasEndedWell).isTrue();
    }

    @Test
    void shouldRefuseToCutWhenASnapshotContainsIt() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[100]);
            append(journal, new byte[100]);
            snapshot(journal, new byte[10]);
            append(journal, new byte[100]);

            assertThatThrownBy(() -> journal.cut(120))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the snapshot at position 240 is in use and contains what is to be dropped")
                    .hasMessageContaining("Open the journal again with keepUntil=120");
            journal.cut(240);
        }
        assertThat(fixture.read()).isEmpty();
        assertThat(fixture.snapshotPosition).isEqualTo(240);
    }

    @Test
    void shouldForgetASnapshotWhenItIsCutBeforeItCounts() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Journal journal = fixture.open()) {
            append(journal, new byte[100]);
            append(journal, new byte[100]);
            fixture.storage.faulty = "snapshot-";
            fixture.storage.forceGate = gate;
            SnapshotWriter snapshot = journal.snapshot(240);
            snapshot.add(ByteBuffer.allocate(10));
            snapshot.complete();

            journal.cut(120);

            assertThat(snapshot.hasFailed()).isTrue();
            gate.countDown();
            append(journal, new byte[100]);
        }
        assertThat(fixture.files(".img")).isEmpty();
        assertThat(fixture.read()).hasSize(2);
    }

    @Test
    void shouldStopWhenTheCutFails() throws Exception {
        try (Journal journal = fixture.open()) {
            awaitDurable(journal, append(journal, new byte[100]));
            awaitDurable(journal, append(journal, new byte[100]));
            fixture.storage.failsToForce = true;

            assertThatThrownBy(() -> journal.cut(120)).hasMessageContaining("Input/output error");

            assertThat(journal.failure()).isPresent();
            assertThatIllegalStateException().isThrownBy(() -> journal.append(ByteBuffer.allocate(1)));
            assertThatIllegalStateException().isThrownBy(() -> journal.cut(0));
        }
        fixture.storage.failsToForce = false;
        assertThat(fixture.read()).hasSizeBetween(1, 2);
        assertThat(fixture.hasEndedWell).isFalse();
    }

    @Test
    void shouldDropWhatIsBehindWhenOpenedToKeepUntilAPosition() throws Exception {
        List<byte[]> written = records(1, 1000, 2000, 3000, 500, 2000, 1000, 8);
        for (int kept = 0; kept <= written.size(); kept++) {
            for (boolean isCrash : new boolean[] {false, true}) {
                fixture = new JournalFixture(folder.resolve(kept + "-" + isCrash), 4096, Durability.REPLICATED);
                fixture.fill(written);
                if (isCrash) {
                    fixture.crash();
                }
                List<byte[]> found = new ArrayList<>();
                long position = JournalFixture.bytes(written.subList(0, kept));
                try (Journal journal = fixture.open(position, found)) {
                    assertThat(journal.appendedPosition()).isEqualTo(position);
                    assertThat(journal.durablePosition()).isEqualTo(position);
                    assertThat(fixture.hasEndedWell).isEqualTo(!isCrash);
                    append(journal, new byte[] {1});
                }
                assertSame(found, written.subList(0, kept), "kept " + kept);
                assertThat(fixture.read()).hasSize(kept + 1);
            }
        }
    }

    @Test
    void shouldNotMindDamageWhenItIsBehindWhatIsKept() throws Exception {
        fixture.fill(records(1, 100, 100, 100));
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        bytes[32 + 120 + 50] ^= 1;
        Files.write(fixture.segment(0), bytes);

        fixture.open(120, new ArrayList<>()).close();

        assertThat(fixture.read()).hasSize(1);
    }

    @Test
    void shouldRefuseWhenOpenedToKeepUntilTheMiddleOfARecord() throws Exception {
        fixture.fill(records(1, 100, 100));
        Map<String, String> before = fixture.content();

        assertThatThrownBy(() -> fixture.open(128, new ArrayList<>()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("position 128, keepUntil, is within the record from 120 to 240")
                .hasMessageContaining("Nothing was changed");
        assertThat(fixture.content()).isEqualTo(before);
    }

    @Test
    void shouldGoBackToTheOlderSnapshotWhenTheNewerIsBehindWhatIsKept() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[100]);
            snapshot(journal, new byte[] {1});
            append(journal, new byte[100]);
            append(journal, new byte[100]);
            snapshot(journal, new byte[] {2});
            append(journal, new byte[100]);
        }
        List<byte[]> found = new ArrayList<>();
        try (Journal journal = fixture.open(240, found)) {
            assertThat(found).hasSize(1);
            assertThat(fixture.parts).containsExactly(new byte[] {1});
            assertThat(fixture.files(".img")).containsExactly(fixture.snapshot(120));
            assertThat(journal.appendedPosition()).isEqualTo(240);
        }
        assertThat(fixture.read()).hasSize(1);
    }

    @Test
    void shouldBeginEmptyOrRefuseWhenNothingIsLeftToStartFrom() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[100]);
            snapshot(journal, new byte[] {1});
        }
        try (Journal journal = fixture.open(0, new ArrayList<>())) {
            assertThat(journal.appendedPosition()).isZero();
            assertThat(fixture.files(".img")).isEmpty();
            assertThat(fixture.parts).isEmpty();
            for (int i = 0; i < 3; i++) {
                append(journal, new byte[3000]);
                append(journal, new byte[3000]);
                snapshot(journal, new byte[100]);
            }
            await().until(() -> journal.startPosition() > 0);
        }
        Map<String, String> before = fixture.content();

        assertThatThrownBy(() -> fixture.open(3016, new ArrayList<>()))
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("is the first segment, those from position 0 to it are missing")
                .hasMessageContaining("nothing before position");
        assertThat(fixture.content()).isEqualTo(before);
    }
}
