package io.gantry.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.journal.DirectoryLock;
import io.gantry.journal.JournalSettings;
import io.gantry.journal.Journals;
import io.gantry.journal.Storage;
import io.gantry.journal.StorageFile;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Schedule;
import io.gantry.simulator.world.SimulatedDisk;
import io.gantry.simulator.world.Trace;
import io.gantry.simulator.world.Violation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The journal is production's, on disks that sync as they are told, or do not. */
class PowerLossTest {

    private static final Path FOLDER = Path.of("/w1/partition-1");
    private static final JournalSettings SETTINGS = new JournalSettings(4096, 1 << 16);
    private static final int SEEDS = 20;
    private static final int LOOKS = 30;
    private static final int RECORD_BYTES = 200;
    private static final int TURNS = 20;

    @Test
    void shouldComplainWhenNothingIsSynced() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Log log = new Log(seed);
            log.storage.force = Force.LIES;
            log.open();
            log.append(10);

            assertComplains(log, "journal of w1, partition 1, as a power failure would leave it now: it ");
        }
    }

    @Test
    void shouldComplainWhenTheLastOfWhatCountsAsSyncedIsNot() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Log log = new Log(seed);
            log.open();
            log.append(10);
            log.storage.force = Force.LIES;
            log.append(1);

            assertComplains(log, " was durable");
        }
    }

    @Test
    void shouldSayNothingWhenAllThatCountsAsSyncedIs() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Log log = new Log(seed);
            log.open();
            log.append(10);

            assertSaysNothing(log);
        }
    }

    @Test
    void shouldSayNothingWhenWhatIsLostWasWrittenAndNotSynced() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Log log = new Log(seed);
            log.open();
            log.append(10);
            long durable = log.journal.durablePosition();
            log.storage.force = Force.FAILS;
            log.append(10);
            assertThat(log.journal.durablePosition()).as("seed " + seed).isEqualTo(durable);
            assertThat(log.journal.appendedPosition()).isGreaterThan(durable);

            assertSaysNothing(log);
        }
    }

    private static void assertComplains(Log log, String what) {
        Violation first = null;
        for (int i = 0; i < LOOKS && first == null; i++) {
            first = catchThrowableOfType(Violation.class, log.powerLoss::promised);
        }
        assertThat(first).as(log.toString()).isNotNull();
        assertThat(first.rule()).as(log.toString()).isEqualTo("LOG");
        assertThat(first.getMessage()).as(log.toString()).contains(what);
    }

    private static void assertSaysNothing(Log log) {
        int before = log.witness.looks;
        for (int i = 0; i < LOOKS; i++) {
            assertThatCode(log.powerLoss::promised).as(log.toString()).doesNotThrowAnyException();
        }
        assertThat(log.witness.looks - before).as(log.toString()).isEqualTo(LOOKS);
    }

    /** A journal under test. What it does while the test looks away is not looked at. */
    private static final class Log {

        private final int seed;
        private final Witness witness = new Witness();
        private final LyingStorage storage;
        private final Journals journals;
        private final RecordedJournals recorded;
        private final PowerLoss powerLoss;
        private Journal journal;

        Log(int seed) {
            this.seed = seed;
            SimulatedDisk disk = new SimulatedDisk(new Dice(seed), Trace.silent(new Schedule()));
            ReplicaTrack track = new ReplicaTrack("w1", 1);
            JournalDisk where = new JournalDisk(disk, SETTINGS, new Dice(seed).fork(1));
            storage = new LyingStorage(disk.mount());
            journals = new Journals(SETTINGS, storage, false);
            powerLoss = new PowerLoss(track, witness, where, Durability.REPLICATED_FSYNC);
            recorded = new RecordedJournals(journals, track, witness, powerLoss);
        }

        void open() throws IOException {
            storage.makeDirectory(FOLDER, true);
            journal = recorded.open(FOLDER, Durability.REPLICATED_FSYNC, JournalFactory.KEEP_ALL, LogReading.alone())
                    .journal();
        }

        /** So many records, and has them written and synced as the storage does it. */
        void append(int records) {
            witness.isLookingAway = true;
            for (int i = 0; i < records; i++) {
                journal.append(ByteBuffer.allocate(RECORD_BYTES).put(0, (byte) i));
            }
            for (int i = 0; i < TURNS; i++) {
                journals.keepFiles();
                journals.writeLogs();
            }
            journal.durablePosition();
            witness.isLookingAway = false;
        }

        @Override
        public String toString() {
            return "seed " + seed;
        }
    }

    private static final class Witness implements JournalWitness {

        private final CommittedLog committed = new CommittedLog(1, record -> {});
        private boolean isLookingAway;
        private int looks;

        @Override
        public CommittedLog committed() {
            return committed;
        }

        @Override
        public void report(ReplicaTrack track) {
            // Nobody wants to know.
        }

        @Override
        public void changed(ReplicaTrack track) {
            // Nobody wants to know.
        }

        @Override
        public void count(String what) {
            looks++;
        }

        @Override
        public Violation violation(String rule, String what) {
            return new Violation(rule, what);
        }

        @Override
        public <T> T guarded(Supplier<T> check) {
            try {
                return check.get();
            } catch (Violation violation) {
                if (isLookingAway) {
                    return null;
                }
                throw violation;
            }
        }
    }

    private enum Force {
        WORKS,
        /** It says that it has synced, and has not. */
        LIES,
        FAILS
    }

    private static final class LyingStorage implements Storage {

        private final Storage disk;
        private Force force = Force.WORKS;

        LyingStorage(Storage disk) {
            this.disk = disk;
        }

        @Override
        public void makeDirectory(Path directory, boolean sync) throws IOException {
            disk.makeDirectory(directory, sync);
        }

        @Override
        public List<String> list(Path directory) throws IOException {
            return disk.list(directory);
        }

        @Override
        public DirectoryLock lock(Path directory) throws IOException {
            return disk.lock(directory);
        }

        @Override
        public StorageFile open(Path file) throws IOException {
            return new LyingFile(disk.open(file));
        }

        @Override
        public StorageFile openToRead(Path file) throws IOException {
            return disk.openToRead(file);
        }

        @Override
        public StorageFile create(Path file) throws IOException {
            return new LyingFile(disk.create(file));
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            disk.rename(from, to);
        }

        @Override
        public void delete(Path file) throws IOException {
            disk.delete(file);
        }

        @Override
        public void syncDirectory(Path directory) throws IOException {
            disk.syncDirectory(directory);
        }

        private final class LyingFile implements StorageFile {

            private final StorageFile file;

            LyingFile(StorageFile file) {
                this.file = file;
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int read(ByteBuffer target, long offset) throws IOException {
                return file.read(target, offset);
            }

            @Override
            public int write(ByteBuffer source, long offset) throws IOException {
                return file.write(source, offset);
            }

            @Override
            public void truncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void force() throws IOException {
                switch (force) {
                    case WORKS -> file.force();
                    case FAILS -> throw new IOException("the sync failed");
                    case LIES -> {
                        // Nobody notices before the power fails.
                    }
                }
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }
}
