package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.assertSame;
import static io.gantry.journal.JournalFixture.awaitDurable;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.snapshot;
import static io.gantry.journal.JournalFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another replica's snapshot takes the place of everything. */
class JournalInstallTest {
    private static final long POSITION = 80_000;

    @TempDir
    Path folder;

    private JournalFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
    }

    @Test
    void shouldBeginBehindTheSnapshotWhenItIsInstalled() throws Exception {
        List<byte[]> parts = records(1, 100, 3000, 5);
        List<byte[]> behind = records(2, 30, 3000, 3000);
        for (Durability durability : List.of(Durability.REPLICATED, Durability.REPLICATED_FSYNC)) {
            fixture = new JournalFixture(folder.resolve(durability.label()), 4096, durability);
            try (Journal journal = fixture.open()) {
                records(3, 3000, 3000, 3000).forEach(record -> append(journal, record));
                snapshot(journal, new byte[10]);
                append(journal, new byte[10]);

                write(journal.install(POSITION), parts.toArray(byte[][]::new));

                assertThat(journal.startPosition()).isEqualTo(POSITION);
                assertThat(journal.appendedPosition()).isEqualTo(POSITION);
                assertThat(journal.durablePosition()).isEqualTo(POSITION);
                assertThat(journal.read(0, ByteBuffer.allocate(100))).isEqualTo(Journal.GONE);
                assertThatIllegalStateException()
                        .isThrownBy(() -> journal.append(ByteBuffer.allocate(1)))
                        .withMessageContaining("is being replaced by a snapshot: close it when that is durable");
            }
            assertThat(fixture.segments()).containsExactly(fixture.segment(POSITION));
            assertThat(fixture.files(".img")).containsExactly(fixture.snapshot(POSITION));

            fixture.fill(behind);
            assertThat(fixture.hasEndedWell).isTrue();
            assertSame(fixture.parts, parts, "parts");
            assertSame(fixture.read(), behind, "behind");
            assertThat(fixture.snapshotPosition).isEqualTo(POSITION);
        }
    }

    @Test
    void shouldTakeTheSnapshotWhenItIsBeforeTheLogsEnd() throws Exception {
        try (Journal journal = fixture.open()) {
            records(3, 3000, 3000, 3000).forEach(record -> append(journal, record));

            write(journal.install(8), new byte[] {7});
        }

        assertThat(fixture.read()).isEmpty();
        assertThat(fixture.snapshotPosition).isEqualTo(8);
    }

    @Test
    void shouldGoOnAsBeforeWhenItIsAbandonedOrCannotBeWritten() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            SnapshotWriter abandoned = journal.install(POSITION);
            abandoned.add(ByteBuffer.allocate(10));
            abandoned.abandon();
            awaitDurable(journal, append(journal, new byte[10]));

            fixture.storage.faulty = "install-";
            fixture.storage.failsToForce = true;
            SnapshotWriter failing = journal.install(POSITION);
            failing.add(ByteBuffer.allocate(10));
            failing.complete();
            await().until(failing::hasFailed);
            awaitDurable(journal, append(journal, new byte[10]));
            assertThatIllegalArgumentException().isThrownBy(() -> journal.install(POSITION + 1));
        }
        assertThat(fixture.read()).hasSize(3);
        assertThat(fixture.hasEndedWell).isTrue();
        assertThat(fixture.files(".tmp")).isEmpty();
    }

    @Test
    void shouldStopWhenNobodyKnowsWhetherItIsReplaced() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            fixture.storage.faulty = "install-";
            fixture.storage.failsToRename = true;
            SnapshotWriter failing = journal.install(POSITION);
            failing.add(ByteBuffer.allocate(10));
            failing.complete();
            await().until(failing::hasFailed);

            assertThat(journal.failure()).isPresent();
            assertThatIllegalStateException().isThrownBy(() -> journal.append(ByteBuffer.allocate(1)));
        }
        fixture.storage.failsToRename = false;
        assertThat(fixture.read()).hasSize(1);
    }

    @Test
    void shouldFinishWhenItStoppedAfterItWasDecided() throws Exception {
        try (Journal journal = fixture.open()) {
            records(3, 3000, 3000, 3000).forEach(record -> append(journal, record));
            fixture.storage.faulty = LogFolder.BEGIN_NAME;
            fixture.storage.failsToCreate = true;
            SnapshotWriter failing = journal.install(POSITION);
            failing.add(ByteBuffer.allocate(10));
            failing.complete();
            await().until(failing::hasFailed);
            assertThat(journal.failure()).isPresent();
        }
        assertThat(fixture.segments()).isEmpty();
        fixture.storage.failsToCreate = false;

        assertThat(fixture.read()).isEmpty();

        assertThat(fixture.snapshotPosition).isEqualTo(POSITION);
        assertThat(fixture.segments()).containsExactly(fixture.segment(POSITION));
    }

    /** FAULT 20. */
    @Test
    void shouldRefuseWhenWhatItWasDecidedForIsDamaged() throws Exception {
        fixture.fill(records(1, 100));
        Path other = folder.resolve("other");
        JournalFixture sender = new JournalFixture(other, 4096, Durability.REPLICATED_FSYNC);
        try (Journal journal = sender.open()) {
            append(journal, new byte[100]);
            snapshot(journal, new byte[100]);
        }
        byte[] bytes = Files.readAllBytes(sender.snapshot(120));
        bytes[60] ^= 1;
        Files.write(folder.resolve(SnapshotFormat.installName(120)), bytes);
        Map<String, String> before = fixture.content();

        assertThatThrownBy(fixture::read)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("install-00000000000000000120.img at offset 32: part 0");
        assertThat(fixture.content()).isEqualTo(before);

        bytes[60] ^= 1;
        Files.write(folder.resolve(SnapshotFormat.installName(120)), bytes);
        assertThat(fixture.read()).isEmpty();
        assertThat(fixture.parts).hasSize(1);
    }

    @Test
    void shouldForgetItWhenTheJournalIsClosedBeforeItIsComplete() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            journal.install(POSITION).add(ByteBuffer.allocate(10));
        }
        assertThat(fixture.read()).hasSize(1);
        assertThat(fixture.files("0.tmp")).isEmpty();

        try (Journal journal = fixture.open()) {
            SnapshotWriter complete = journal.install(POSITION);
            complete.add(ByteBuffer.allocate(10));
            complete.complete();
        }
        assertThat(fixture.read()).isEmpty();
        assertThat(fixture.snapshotPosition).isEqualTo(POSITION);
        assertThat(fixture.hasEndedWell).isTrue();
    }
}
