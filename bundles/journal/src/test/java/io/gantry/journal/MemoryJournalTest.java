package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalFactory.OpenJournal;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryJournalTest {
    @TempDir
    Path folder;

    private OpenJournal open() throws IOException {
        JournalSettings settings = new JournalSettings(4096, 1 << 21);
        return new Journals(settings, new DeniedStorage(), true)
                .open(folder, Durability.MEMORY, JournalFactory.KEEP_ALL, (position, record) -> {
                    throw new AssertionError("there is no record");
                });
    }

    @Test
    void shouldHavePositionsAndNothingElse() throws Exception {
        OpenJournal opened = open();
        assertThat(opened.endedWell()).isTrue();
        try (Journal journal = opened.journal()) {
            assertThat(journal.append(ByteBuffer.allocate(1))).isEqualTo(24);
            assertThat(journal.append(ByteBuffer.allocate(100))).isEqualTo(144);

            assertThat(journal.appendedPosition()).isEqualTo(144);
            assertThat(journal.durablePosition()).isEqualTo(144);
            assertThat(journal.startPosition()).isEqualTo(144);
            assertThat(journal.read(24, ByteBuffer.allocate(1000))).isEqualTo(Journal.GONE);
            assertThat(journal.read(144, ByteBuffer.allocate(1000))).isZero();
            assertThat(journal.failure()).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> opened.journal().append(ByteBuffer.allocate(1)))
                .withMessageContaining("is closed");
    }

    @Test
    void shouldTakeSnapshotsAndForgetThem() throws Exception {
        try (Journal journal = open().journal()) {
            journal.append(ByteBuffer.allocate(1));
            SnapshotWriter snapshot = journal.snapshot(24);
            assertThat(snapshot.add(ByteBuffer.allocate(10))).isTrue();
            assertThat(snapshot.isDurable()).isFalse();
            snapshot.complete();

            assertThat(snapshot.isDurable()).isTrue();
            assertThat(snapshot.hasFailed()).isFalse();
            assertThat(journal.newestSnapshot()).isEmpty();
            journal.install(800).complete();
            assertThat(journal.append(ByteBuffer.allocate(1))).isEqualTo(824);
        }
    }

    @Test
    void shouldGoBackWhenCut() throws Exception {
        try (Journal journal = open().journal()) {
            journal.append(ByteBuffer.allocate(1));
            journal.append(ByteBuffer.allocate(1));
            journal.cut(24);

            assertThat(journal.appendedPosition()).isEqualTo(24);
            assertThatThrownBy(() -> journal.cut(48)).isInstanceOf(IOException.class);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.append(ByteBuffer.allocate(0)))
                    .withMessageContaining("not 0");
        }
    }
}
