package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.awaitDurable;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReadTest {
    @TempDir
    Path folder;

    private JournalFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
    }

    @Test
    void shouldGiveWholeRecordsAsTheyLieInTheLogWhenReadFromAnywhere() throws Exception {
        List<byte[]> written = records(1, 1, 8, 3000, 1000, 5000, 20);
        try (Journal journal = fixture.open()) {
            for (byte[] record : written) {
                awaitDurable(journal, append(journal, record));
            }
            for (int room : new int[] {5016, 6000, 20_000}) {
                ByteBuffer target = ByteBuffer.allocate(room).order(ByteOrder.BIG_ENDIAN);
                long position = 0;
                int index = 0;
                while (position < journal.appendedPosition()) {
                    target.clear();
                    int length = journal.read(position, target);
                    assertThat(length).isPositive();
                    assertThat(target.position()).isEqualTo(length);
                    ByteBuffer bytes = target.duplicate().order(ByteOrder.LITTLE_ENDIAN);
                    for (int at = 0; at < length; index++) {
                        byte[] record = written.get(index);
                        assertThat(bytes.getInt(at + 4)).isEqualTo(record.length);
                        assertThat(bytes.getLong(at + 8)).isEqualTo(position);
                        byte[] payload = new byte[record.length];
                        bytes.get(at + Journal.RECORD_HEADER_BYTES, payload);
                        assertThat(payload).isEqualTo(record);
                        at += Journal.recordBytes(record.length);
                        position += Journal.recordBytes(record.length);
                    }
                }
                assertThat(index).isEqualTo(written.size());
            }
        }
    }

    @Test
    void shouldGiveNothingWhenNothingIsThereOrNothingFits() throws Exception {
        try (Journal journal = fixture.open()) {
            ByteBuffer target = ByteBuffer.allocate(100);
            assertThat(journal.read(0, target)).isZero();
            awaitDurable(journal, append(journal, new byte[100]));
            assertThat(journal.read(120, target)).isZero();
            assertThat(journal.read(1200, target)).isZero();
            assertThat(journal.read(0, target)).as("too small").isZero();
            assertThat(target.position()).isZero();
            assertThat(journal.read(0, ByteBuffer.allocate(0))).isZero();
            assertThat(journal.read(0, ByteBuffer.allocate(120))).isEqualTo(120);
        }
    }

    @Test
    void shouldSayWhatIsWrongWhenNoRecordBeginsThere() throws Exception {
        try (Journal journal = fixture.open()) {
            awaitDurable(journal, append(journal, new byte[100]));

            assertThatThrownBy(() -> journal.read(8, ByteBuffer.allocate(1000)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("journal " + folder
                            + ": 00000000000000000000.log at offset 40: no good record" + " begins at position 8");
        }
    }

    @Test
    void shouldSayThatItIsGoneWhenTheLogBeginsLater() throws Exception {
        try (Journal journal = fixture.open()) {
            ByteBuffer target = ByteBuffer.allocate(10_000);
            for (int i = 0; i < 3; i++) {
                append(journal, new byte[3000]);
                append(journal, new byte[3000]);
                snapshot(journal, new byte[1]);
                assertThat(journal.read(journal.startPosition(), target.clear()))
                        .isEqualTo(3016);
            }
            await().until(() -> journal.startPosition() > 3016);

            assertThat(journal.read(3016, target.clear())).isEqualTo(Journal.GONE);
            assertThat(journal.read(journal.startPosition(), target.clear())).isEqualTo(3016);
        }
        try (Journal journal = fixture.open()) {
            assertThat(journal.read(3016, ByteBuffer.allocate(10_000))).isEqualTo(Journal.GONE);
        }
    }

    @Test
    void shouldGoOnWhenTheReadingThreadWasInterrupted() throws Exception {
        try (Journal journal = fixture.open()) {
            awaitDurable(journal, append(journal, new byte[100]));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> journal.read(0, ByteBuffer.allocate(1000))).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();

            assertThat(journal.read(0, ByteBuffer.allocate(1000))).isEqualTo(120);
            awaitDurable(journal, append(journal, new byte[100]));
        }
        assertThat(fixture.read()).hasSize(2);
    }

    /** A reader beside the owner, who appends, makes snapshots that delete segments, and cuts the log. */
    @Test
    void shouldReadOnlyGoodRecordsWhenTheLogGrowsIsForgottenAndIsCut() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicLong recordsRead = new AtomicLong();
        AtomicLong cuts = new AtomicLong();
        try (Journal journal = fixture.open()) {
            Thread reader = new Thread(() -> {
                try {
                    readAlong(journal, recordsRead, cuts);
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            reader.start();
            for (int i = 0; i < 400 && failure.get() == null; i++) {
                byte[] record = new byte[1 + random.nextInt(900)];
                append(journal, record);
                if (i % 40 == 39) {
                    snapshot(journal, new byte[] {1});
                } else if (i % 40 == 20) {
                    long position = journal.appendedPosition();
                    append(journal, new byte[300]);
                    append(journal, new byte[5000]);
                    awaitDurable(journal, position + 316);
                    cuts.incrementAndGet();
                    journal.cut(position);
                    cuts.incrementAndGet();
                }
            }
            await().until(() -> failure.get() != null || recordsRead.get() > 50);
            reader.interrupt();
            reader.join();
        }
        assertThat(failure.get()).as("seed " + seed).isNull();
    }

    /** @param cuts counts when one begins and when it ends: what was read on from may have been cut off meanwhile */
    private static void readAlong(Journal journal, AtomicLong recordsRead, AtomicLong cuts) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(10_000).order(ByteOrder.LITTLE_ENDIAN);
        long position = 0;
        long cutsSeen = cuts.get();
        while (!Thread.currentThread().isInterrupted()) {
            int length;
            try {
                length = journal.read(position, target.clear());
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (cutsSeen == cuts.get() && cutsSeen % 2 == 0) {
                    throw e;
                }
                cutsSeen = cuts.get();
                position = journal.startPosition();
                continue;
            }
            if (length == Journal.GONE || position > journal.appendedPosition()) {
                position = journal.startPosition();
                continue;
            }
            for (int at = 0; at < length; ) {
                assertThat(target.getLong(at + 8)).isEqualTo(position);
                int bytes = Journal.recordBytes(target.getInt(at + 4));
                at += bytes;
                position += bytes;
                recordsRead.incrementAndGet();
            }
        }
    }
}
