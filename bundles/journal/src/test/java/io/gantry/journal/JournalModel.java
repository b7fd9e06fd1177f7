package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalFactory.OpenJournal;
import io.gantry.engine.api.journal.SnapshotParts;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Does things to a journal at random, crashes among them, and knows what it must hold afterwards. */
final class JournalModel {
    private static final Path FOLDER = Path.of("/journal");

    private final Random random;
    private final CrashingDisk disk;
    private final JournalSettings settings;
    private final StringBuilder history = new StringBuilder();

    /** Records by the position they begin at. What a replaced log had before its beginning is in here, too. */
    private final TreeMap<Long, byte[]> records = new TreeMap<>();

    private long appended;

    private Durability durability = Durability.REPLICATED_FSYNC;
    private Journal journal;
    private int crashes;
    private int snapshotStarts;

    /** A log that ends before this has lost something that was promised. */
    private long safe;

    /** The snapshot being written. */
    private Optional<SnapshotWriter> snapshot = Optional.empty();

    private long snapshotPosition;
    private int partsLeft;
    private boolean isInstalling;
    private boolean isClosing;

    /** Positions of snapshots that are known to be durable. */
    private long newestSnapshot = -1;

    JournalModel(Random random) {
        this.random = random;
        this.disk = new CrashingDisk(random);
        this.settings = new JournalSettings(4096, 16 << 10);
    }

    String history() {
        return history + "\n" + disk;
    }

    int crashes() {
        return crashes;
    }

    int snapshotStarts() {
        return snapshotStarts;
    }

    void run(int steps) throws IOException {
        open(false, false, JournalFactory.KEEP_ALL, 0);
        for (int i = 0; i < steps; i++) {
            if (random.nextInt(15) == 0) {
                disk.callsUntilPowerFails = random.nextInt(40);
            }
            if (random.nextInt(25) == 0) {
                disk.room = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(20_000);
                note("room for " + disk.room);
            }
            try {
                step();
            } catch (IOException | IllegalStateException e) {
                if (isInstalling && disk.room < Long.MAX_VALUE && e.getMessage().contains("no room")) {
                    note("no room to replace the log");
                    crash(false);
                } else if (!disk.isOff()) {
                    throw e;
                }
            }
            if (disk.isOff()) {
                note("power fails");
                crash(true);
            }
        }
        closeAndOpen();
    }

    private void note(String what) {
        history.append(what).append('\n');
    }

    private void step() throws IOException {
        int choice = random.nextInt(100);
        if (choice < 40 && !isInstalling) {
            append();
        } else if (choice < 60) {
            work(1 + random.nextInt(12));
        } else if (choice < 72) {
            goOnWithSnapshot();
        } else if (choice < 80) {
            readBack();
        } else if (choice < 84 && !isInstalling) {
            cut();
        } else if (choice < 88) {
            note("process dies");
            crash(false);
        } else if (choice < 91) {
            note("machine dies");
            crash(true);
        } else if (choice < 94) {
            closeAndOpen();
        } else if (choice < 96) {
            keepUntil();
        } else if (choice < 98 && snapshot.isEmpty()) {
            beginInstall();
        } else if (choice < 99) {
            damageNewestSnapshot();
        }
        learn();
    }

    private void append() throws IOException {
        for (int i = random.nextInt(12); i >= 0; i--) {
            byte[] record = new byte[1 + random.nextInt(random.nextInt(10) == 0 ? 5000 : 300)];
            random.nextBytes(record);

            long position = journal.append(ByteBuffer.wrap(record));
            if (position == Journal.BACK_PRESSURED) {
                work(3);
                continue;
            }
            records.put(appended, record);
            appended += Journal.recordBytes(record.length);
            assertThat(position).isEqualTo(appended);
        }
        note("appended to " + appended);
    }

    private void work(int rounds) throws IOException {
        for (int i = 0; i < rounds; i++) {
            ((ManualJournal) journal).doWork();
        }
        Optional<IOException> failure = journal.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** What the journal says is durable, is. */
    private void learn() {
        if (disk.isOff() || journal.failure().isPresent()) {
            return;
        }
        if (snapshot.isPresent() && snapshot.get().isDurable()) {
            note("snapshot durable at " + snapshotPosition);
            newestSnapshot = snapshotPosition;
            safe = isInstalling ? snapshotPosition : Math.max(safe, snapshotPosition);
            if (isInstalling) {
                records.tailMap(snapshotPosition, true).clear();
                appended = snapshotPosition;
            }
            snapshot = Optional.empty();
        }
        if (snapshot.isPresent() && snapshot.get().hasFailed()) {
            note("snapshot failed");
            assertThat(disk.room).as("room").isLessThan(Long.MAX_VALUE);
            snapshot = Optional.empty();
            isInstalling = false;
        }
        if (durability == Durability.REPLICATED_FSYNC && !isInstalling) {
            safe = Math.max(safe, journal.durablePosition());
        }
    }

    private void goOnWithSnapshot() {
        if (snapshot.isEmpty()) {
            if (!isInstalling) {
                snapshotPosition =
                        random.nextBoolean() ? appended : recordEnd(Math.max(newestSnapshot, journal.startPosition()));
                note("snapshot begins at " + snapshotPosition);
                snapshot = Optional.of(journal.snapshot(snapshotPosition));
                partsLeft = SnapshotContent.parts(snapshotPosition);
            }
            return;
        }
        while (partsLeft > 0
                && snapshot.get()
                        .add(ByteBuffer.wrap(SnapshotContent.part(
                                snapshotPosition, SnapshotContent.parts(snapshotPosition) - partsLeft)))) {
            partsLeft--;
        }
        if (partsLeft == 0) {
            snapshot.get().complete();
            partsLeft = -1;
            note("snapshot complete at " + snapshotPosition);
        } else if (partsLeft > 0 && random.nextInt(20) == 0) {
            snapshot.get().abandon();
            note("snapshot abandoned");
            snapshot = Optional.empty();
            isInstalling = false;
        }
    }

    private void beginInstall() {
        if (isInstalling) {
            return;
        }
        snapshotPosition = appended + 8L * random.nextInt(2000);
        note("install begins at " + snapshotPosition);
        snapshot = Optional.of(journal.install(snapshotPosition));
        partsLeft = SnapshotContent.parts(snapshotPosition);
        isInstalling = true;
        assertThatIllegalStateException().isThrownBy(() -> journal.append(ByteBuffer.allocate(1)));
    }

    private void readBack() throws IOException {
        if (isInstalling) {
            return;
        }
        long from = recordEnd(0);
        ByteBuffer target = ByteBuffer.allocate(1 + random.nextInt(9000)).order(ByteOrder.LITTLE_ENDIAN);
        int length = journal.read(from, target);
        if (from < journal.startPosition()) {
            assertThat(length).isEqualTo(Journal.GONE);
            return;
        }
        assertThat(target.position()).isEqualTo(length);
        FoundLog.assertHolds(target, length, from, records);
        if (length == 0 && from < journal.durablePosition()) {
            assertThat(Journal.recordBytes(records.get(from).length)).isGreaterThan(target.capacity());
        }
    }

    /** Where some record ends, not before a position. */
    private long recordEnd(long least) {
        List<Long> ends = new ArrayList<>(records.tailMap(least, true).keySet());
        ends.add(appended);
        return ends.get(random.nextInt(ends.size()));
    }

    private void cut() throws IOException {
        long position = recordEnd(Math.max(newestSnapshot, journal.startPosition()));
        note("cut at " + position + " of " + appended);
        safe = Math.min(safe, position);
        journal.cut(position);
        if (snapshot.isPresent() && snapshotPosition > position) {
            assertThat(snapshot.get().hasFailed()).isTrue();
            snapshot = Optional.empty();
        }
        records.tailMap(position, true).clear();
        appended = position;
        assertThat(journal.appendedPosition()).isEqualTo(position);
    }

    private void closeAndOpen() throws IOException {
        boolean wasInstalling = isInstalling;
        boolean isReplaced = wasInstalling && partsLeft < 0;
        isClosing = true;
        disk.room = Long.MAX_VALUE;
        note("close");
        journal.close();
        if (disk.isOff()) {
            return;
        }
        assertThat(journal.failure()).isEmpty();
        if (isReplaced) {
            records.tailMap(snapshotPosition, true).clear();
            appended = snapshotPosition;
            newestSnapshot = snapshotPosition;
        }
        open(true, false, JournalFactory.KEEP_ALL, appended);
    }

    private void crash(boolean isMachine) throws IOException {
        crashes++;
        long floor = safe;
        if (isMachine) {
            disk.restartMachine();
        } else {
            disk.killProcess();
            floor = isInstalling ? floor : Math.max(floor, Math.min(appended, journal.durablePosition()));
        }
        open(false, isInstalling, JournalFactory.KEEP_ALL, floor);
    }

    private void keepUntil() throws IOException {
        if (isInstalling || journal.startPosition() > 0 && newestSnapshot < 0) {
            return;
        }
        long position = recordEnd(Math.max(newestSnapshot, journal.startPosition()));
        note("process dies, keep until " + position);
        disk.killProcess();
        safe = Math.min(safe, position);
        records.tailMap(position, true).clear();
        appended = Math.min(appended, position);
        open(false, false, position, safe);
    }

    private void damageNewestSnapshot() throws IOException {
        List<String> files = disk.files("snapshot-").stream()
                .filter(name -> name.endsWith(".img"))
                .toList();
        boolean hasOlder = files.size() > 1 || files.size() == 1 && journal.startPosition() == 0;
        if (!hasOlder || isInstalling) {
            return;
        }
        String name = files.get(files.size() - 1);
        note("damage to " + name);
        disk.killProcess();
        disk.damage(name, random.nextInt(disk.size(name)));
        open(false, false, JournalFactory.KEEP_ALL, Math.max(safe, Math.min(appended, journal.durablePosition())));
    }

    private void open(boolean isEndedWell, boolean mayBeReplaced, long keepUntil, long floor) throws IOException {
        durability = random.nextInt(4) > 0 ? Durability.REPLICATED_FSYNC : Durability.REPLICATED;
        Journals journals = new Journals(settings, disk, false);
        FoundLog found = new FoundLog();
        OpenJournal opened = openThroughCrashes(journals, found, keepUntil);
        note("open " + durability.label() + " from " + found.start + " to " + found.end + " of " + appended + ", safe "
                + floor);
        journal = opened.journal();
        if (mayBeReplaced
                && found.start == snapshotPosition
                && found.records.isEmpty()
                && journal.startPosition() == snapshotPosition) {
            records.tailMap(snapshotPosition, true).clear();
            appended = snapshotPosition;
        }
        check(
                found,
                isEndedWell && found.attempts == 1,
                opened.endedWell(),
                Math.min(found.attempts > 1 ? Math.min(floor, safe) : floor, appended));
        records.tailMap(found.end, true).clear();
        appended = found.end;
        safe = found.end;
        snapshot = Optional.empty();
        isInstalling = false;
        isClosing = false;
        newestSnapshot = journalsNewest();
    }

    private long journalsNewest() throws IOException {
        Optional<SnapshotParts> parts = journal.newestSnapshot();
        if (parts.isEmpty()) {
            return -1;
        }
        try (SnapshotParts newest = parts.get()) {
            for (int i = 0; i < SnapshotContent.parts(newest.position()); i++) {
                assertThat(newest.next().orElseThrow()).isEqualTo(SnapshotContent.part(newest.position(), i));
            }
            assertThat(newest.next()).isEmpty();
            return newest.position();
        }
    }

    private OpenJournal openThroughCrashes(Journals journals, FoundLog found, long keepUntil) throws IOException {
        while (true) {
            disk.callsUntilPowerFails = random.nextInt(8) == 0 ? random.nextInt(60) : Long.MAX_VALUE;
            disk.room = random.nextInt(8) == 0 ? random.nextInt(5000) : Long.MAX_VALUE;
            found.clear();
            found.attempts++;
            try {
                OpenJournal opened = journals.open(FOLDER, durability, keepUntil, found);
                found.end = opened.journal().appendedPosition();
                disk.callsUntilPowerFails = Long.MAX_VALUE;
                return opened;
            } catch (IOException e) {
                note("while opening: " + e.getMessage());
                if (disk.isOff()) {
                    disk.restartMachine();
                } else if (disk.room == Long.MAX_VALUE || !e.getMessage().contains("no room")) {
                    throw e;
                }
            }
        }
    }

    private void check(FoundLog found, boolean isEndedWell, boolean saysEndedWell, long floor) {
        if (isEndedWell || !isClosing) {
            assertThat(saysEndedWell).as("ended well").isEqualTo(isEndedWell);
        }
        if (saysEndedWell) {
            assertThat(found.end).as("end of a log that ended well").isEqualTo(appended);
        }
        assertThat(found.end).as("end of the log").isBetween(floor, appended);
        assertThat(found.start).as("start").isGreaterThanOrEqualTo(journal.startPosition());
        snapshotStarts += found.hasSnapshot ? 1 : 0;
        found.assertShows(records.subMap(found.start, found.end));
        assertThat(journal.durablePosition()).isEqualTo(found.end);
    }
}
