package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.awaitDurable;
import static io.gantry.journal.JournalFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not do as it is told. */
class JournalFaultTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteEverythingWhenTheDiskTakesLittleAtOnce() throws Exception {
        JournalFixture fixture = JournalFixture.withSegments(folder, 4096);
        List<byte[]> expected = records(1, IntStream.rangeClosed(1, 200).toArray());
        fixture.storage.bytesPerWrite = 7;

        fixture.fill(expected);

        List<byte[]> found = fixture.read();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isEqualTo(expected.get(i));
        }
    }

    @Test
    void shouldStopForEverWhenASyncFails() throws Exception {
        JournalFixture fixture = JournalFixture.withSync(folder);
        Journal journal = fixture.open();
        byte[] record = {1, 2, 3, 4, 5, 6, 7, 8};
        long durable = append(journal, record);
        awaitDurable(journal, durable);
        fixture.storage.failsToForce = true;

        append(journal, record);
        awaitFailure(journal);
        fixture.storage.failsToForce = false;
        int forces = fixture.storage.forces.get();

        assertThat(journal.failure().orElseThrow())
                .hasMessage("journal " + folder + " stopped at position 24: Input/output error");
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(ByteBuffer.wrap(record)))
                .withMessageContaining("stopped at position 24: Input/output error")
                .withCauseInstanceOf(IOException.class);
        journal.close();
        assertThat(fixture.storage.forces)
                .as("not tried again, not even by close")
                .hasValue(forces);
        assertThat(journal.durablePosition()).isEqualTo(durable);
        assertThat(journal.failure()).isPresent();
        assertThat(fixture.read().size()).as("the unsynced record may be there").isBetween(1, 2);
    }

    private static void awaitFailure(Journal journal) {
        await().until(() -> journal.failure().isPresent());
    }

    @Test
    void shouldStopAndKeepWhatWasDurableWhenTheDiskIsFull() throws Exception {
        JournalFixture fixture = JournalFixture.withSync(folder);
        Journal journal = fixture.open();
        byte[] record = new byte[100];
        awaitDurable(journal, append(journal, record));
        fixture.storage.room = 50;

        append(journal, record);
        awaitFailure(journal);

        assertThat(journal.failure().orElseThrow()).hasMessageContaining("No space left on device");
        journal.close();
        fixture.storage.room = Long.MAX_VALUE;
        assertThat(fixture.read()).as("half a record is a torn tail").hasSize(1);
    }

    @Test
    void shouldStopWhenTheNextSegmentCannotBeMade() throws Exception {
        JournalFixture fixture = JournalFixture.withSegments(folder, 4096);
        Journal journal = fixture.open();
        byte[] record = new byte[4000];
        awaitDurable(journal, append(journal, record));
        fixture.storage.failsToCreate = true;

        append(journal, record);
        awaitFailure(journal);

        assertThat(journal.failure().orElseThrow()).hasMessageContaining("Too many open files");
        journal.close();
        fixture.storage.failsToCreate = false;
        assertThat(fixture.read()).hasSize(1);
    }

    @Test
    void shouldRecoverWhenTheNextSegmentsHeaderFailed() throws Exception {
        JournalFixture fixture = JournalFixture.withSegments(folder, 4096);
        Journal journal = fixture.open();
        byte[] record = new byte[4000];
        awaitDurable(journal, append(journal, record));
        fixture.storage.room = 10;

        append(journal, record);
        awaitFailure(journal);
        journal.close();
        fixture.storage.room = Long.MAX_VALUE;

        assertThat(fixture.segments()).hasSize(2);
        assertThat(fixture.read()).hasSize(1);
        fixture.fill(List.of(record));
        assertThat(fixture.read()).hasSize(2);
    }

    @Test
    void shouldTellTheFailureWhenItsThreadDiesOfSomethingElse() throws Exception {
        JournalFixture fixture = new JournalFixture(folder);
        Journal journal = fixture.open();
        fixture.storage.throwsUnchecked = true;

        append(journal, new byte[] {1});
        awaitFailure(journal);

        assertThat(journal.failure().orElseThrow()).hasMessageContaining("IllegalStateException: a bug");
        journal.close();
    }

    @Test
    void shouldTellTheFailureWhenClosingCannotWriteWhatIsLeft() throws Exception {
        JournalFixture fixture = JournalFixture.withSync(folder);
        Journal journal = fixture.open();
        fixture.storage.failsToForce = true;
        append(journal, new byte[] {1});

        journal.close();

        assertThat(journal.failure()).isPresent();
        assertThat(journal.durablePosition()).isZero();
    }

    @Test
    void shouldLetGoOfTheFolderWhenOpeningFails() throws Exception {
        JournalFixture fixture = JournalFixture.withSync(folder);
        fixture.storage.failsToForce = true;
        assertThatThrownBy(fixture::open).isInstanceOf(IOException.class).hasMessageContaining("Input/output error");

        fixture.storage.failsToForce = false;
        assertThat(fixture.read()).isEmpty();
    }
}
