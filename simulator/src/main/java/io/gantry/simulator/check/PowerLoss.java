package io.gantry.simulator.check;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalFactory.OpenJournal;
import io.gantry.journal.Journals;
import io.gantry.journal.ManualJournal;
import io.gantry.simulator.world.CrashNow;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.SimulatedDisk;
import io.gantry.simulator.world.Violation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/**
 * What a journal calls durable must be there after a power failure at any moment. At moments that the dice choose, mostly while the journal changes what it has
 * promised, a copy of the disk loses power, and the journal of the copy is opened, and perhaps read, cut, or opened without its newest snapshot: nothing of that has
 * to wait for a fault of the run at just that time, nor does it change the run.
 */
final class PowerLoss {

    private static final int AT_REST = 10;
    private static final int AT_DURABLE = 30;
    private static final int AT_DURABLE_AFTER_START = 150;
    private static final int AT_DELICATE = 120;
    private static final int MOVES_AFTER_START = 20;
    private static final int CHANGES_WITHIN_A_CUT = 12;
    private static final int MOST_AGAIN = 4;
    private static final int LENGTH = 4;
    private static final int POSITION = 8;
    private static final String SNAPSHOT = "snapshot-";
    private static final String INSTALLED = "install-";
    private static final String IMAGE = ".img";
    private static final String SEGMENT = ".log";

    private final ReplicaTrack track;
    private final JournalWitness witness;
    private final JournalDisk where;
    private final Durability durability;
    private final Dice dice;
    private final ByteBuffer bytes;
    private Path directory = Path.of("");
    private int moves;
    private long kept = JournalFactory.KEEP_ALL;
    private boolean isDelicate;

    PowerLoss(ReplicaTrack track, JournalWitness witness, JournalDisk where, Durability durability) {
        this.track = track;
        this.witness = witness;
        this.where = where;
        this.durability = durability;
        dice = where.dice();
        bytes = ByteBuffer.allocate(where.settings().bufferBytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The journal is about to be opened. */
    void begin(Path folder, long keepUntil) {
        directory = folder;
        moves = 0;
        beginCut(keepUntil);
        where.disk().watch(() -> sometimes(isDelicate || track.installing() != 0 ? AT_DELICATE : AT_REST));
    }

    /** The journal is about to drop everything from a position on, which must not be seen half done. */
    void beginCut(long position) {
        kept = position;
        isDelicate = true;
    }

    /** That is over. */
    void ended() {
        kept = JournalFactory.KEEP_ALL;
        isDelicate = false;
    }

    /** The journal says that more is durable than it said before. */
    void durableMoved() {
        sometimes(moves++ < MOVES_AFTER_START ? AT_DURABLE_AFTER_START : AT_DURABLE);
    }

    /** The journal has promised something. */
    void promised() {
        look();
    }

    /** Another replica's snapshot has replaced the journal: what the journal says it has must be there, and nothing of what it had before. */
    void installed(Journal journal) {
        try {
            readBack(journal);
        } catch (IOException failure) {
            throw witness.violation(
                    "LOG",
                    "journal of " + track.worker() + ", partition " + track.partition()
                            + " cannot be read behind another replica's snapshot: " + failure.getMessage());
        }
    }

    private void sometimes(int perThousand) {
        if (dice.chance(perThousand)) {
            look();
        }
    }

    private void look() {
        if (track.wasLost()) {
            return;
        }
        witness.count("power losses tried");
        witness.guarded(() -> {
            SimulatedDisk copy = where.disk().afterPowerFailure(dice, dice.flip());
            try {
                look(copy);
            } catch (Violation violation) {
                throw violation;
            } catch (IOException | RuntimeException failure) {
                throw wrong("cannot be used: " + failure);
            }
            return copy;
        });
    }

    private long durable() {
        return Math.min(track.durable(), kept);
    }

    private boolean isPromised() {
        return track.isCertain() && (durability == Durability.REPLICATED_FSYNC || track.endedWell());
    }

    private void look(SimulatedDisk copy) throws IOException {
        List<String> names = names(copy);
        boolean isPlain = !isPromised()
                || track.installing() != 0
                || names.stream().anyMatch(name -> name.startsWith(INSTALLED) && name.endsWith(IMAGE));
        switch (isPlain ? 0 : dice.below(7)) {
            case 1 -> readBack(open(copy, JournalFactory.KEEP_ALL).journal());
            case 2 -> withoutNewestSnapshot(copy, names);
            case 3 -> openCut(copy, names);
            case 4 -> cut(copy);
            case 5 -> goOn(copy);
            default -> open(copy, JournalFactory.KEEP_ALL);
        }
    }

    private List<String> names(SimulatedDisk copy) throws IOException {
        copy.makeDirectory(directory, false);
        return copy.list(directory);
    }

    private static TreeSet<Long> positions(List<String> names, String prefix, String suffix) {
        TreeSet<Long> positions = new TreeSet<>();
        for (String name : names) {
            if (name.startsWith(prefix) && name.endsWith(suffix)) {
                positions.add(Long.parseLong(name.replaceAll("\\D", "")));
            }
        }
        return positions;
    }

    private OpenJournal open(SimulatedDisk copy, long keepUntil) throws IOException {
        return open(copy, keepUntil, LogReading.alone(), Math.min(durable(), keepUntil), keepUntil);
    }

    /** What is found must reach from one position to another at least, and at most. */
    private OpenJournal open(SimulatedDisk copy, long keepUntil, LogReading reading, long least, long most)
            throws IOException {
        OpenJournal opened =
                new Journals(where.settings(), copy.mount(), false).open(directory, durability, keepUntil, reading);
        long end = opened.journal().appendedPosition();
        if (!isPromised() || track.installing() != 0 && reading.snapshot() == track.installing()) {
            return opened;
        }
        if (end < least || end > Math.min(most, track.log().end()) || reading.snapshot() > most) {
            throw wrong("begins with a snapshot at " + reading.snapshot() + " and ends at " + end + ", but " + least
                    + " was durable, and " + Math.min(most, track.log().end()) + " appended or kept");
        }
        compare(reading, end);
        return opened;
    }

    private void compare(LogReading reading, long end) {
        if (reading.snapshot() > 0 && !track.hasSnapshot(reading.snapshot(), reading.digest())) {
            throw wrong("shows another snapshot at " + reading.snapshot() + " than was written");
        }
        long from = Math.max(reading.found().start(), track.log().start());
        if (!reading.found().knows(from) || !track.log().knows(from)) {
            throw wrong("has no record that begins at " + from);
        }
        for (LogRecord record : reading.found().between(from, end)) {
            if (!track.log().holds(record.start(), record.payload())) {
                throw wrong("holds another record at " + record.start() + " than was appended there");
            }
        }
    }

    /** All that the journal says it has must be there to be read. */
    private void readBack(Journal journal) throws IOException {
        long position = journal.startPosition();
        while (position < journal.appendedPosition()) {
            int length = journal.read(position, bytes.clear());
            if (length <= 0) {
                throw wrong("begins at " + journal.startPosition() + ", but nothing is read at " + position);
            }
            for (int at = 0; at < length; at += Journal.recordBytes(bytes.getInt(at + LENGTH))) {
                byte[] payload = new byte[bytes.getInt(at + LENGTH)];
                bytes.get(at + Journal.RECORD_HEADER_BYTES, payload);
                boolean isRight = bytes.getLong(at + POSITION) == position + at
                        && (position + at < track.log().start() || track.log().holds(position + at, payload));
                if (!isRight) {
                    throw wrong("reads another record at " + (position + at) + " than was appended there");
                }
            }
            position += length;
        }
    }

    /** There must be the one before, or the log from its beginning, unless another replica sent the snapshot. */
    private void withoutNewestSnapshot(SimulatedDisk copy, List<String> names) throws IOException {
        TreeSet<Long> snapshots = positions(names, SNAPSHOT, IMAGE);
        if (!snapshots.isEmpty() && snapshots.last() != track.installedAt()) {
            String newest = String.format("%s%020d%s", SNAPSHOT, snapshots.last(), IMAGE);
            copy.rot(directory.resolve(newest));
        }
        open(copy, JournalFactory.KEEP_ALL);
    }

    /** Opens a log that is to be cut, as a replica does whose state has what was superseded. */
    private void openCut(SimulatedDisk copy, List<String> names) throws IOException {
        TreeSet<Long> snapshots = positions(names, SNAPSHOT, IMAGE);
        TreeSet<Long> segments = positions(names, "", SEGMENT);
        boolean isWhole = segments.isEmpty() || segments.first() == 0;
        long least = Math.max(track.log().start(), isWhole ? 0 : snapshots.first());
        if (!track.log().knows(least)) {
            return;
        }
        long keepUntil = endOfOne(track.log().between(least, track.log().end()), least);
        crashing(copy, keepUntil, () -> open(copy, keepUntil));
    }

    /** Cuts a log that is open. */
    private void cut(SimulatedDisk copy) throws IOException {
        LogReading reading = LogReading.alone();
        Journal journal = open(copy, JournalFactory.KEEP_ALL, reading, durable(), Long.MAX_VALUE)
                .journal();
        LogCopy log = reading.found();
        long position = endOfOne(log.between(log.start(), log.end()), log.start());
        crashing(copy, position, () -> journal.cut(position));
    }

    /** Appends what was lost once more, as far as the dice say, and loses power again: what the first crash tore must not come back. */
    private void goOn(SimulatedDisk copy) throws IOException {
        ManualJournal journal =
                (ManualJournal) open(copy, JournalFactory.KEEP_ALL).journal();
        long end = journal.appendedPosition();
        if (durability != Durability.REPLICATED_FSYNC || !track.log().knows(end)) {
            return;
        }
        List<LogRecord> lost = track.log().between(end, track.log().end());
        for (LogRecord record : lost.subList(0, dice.below(Math.min(lost.size(), MOST_AGAIN) + 1))) {
            journal.append(ByteBuffer.wrap(record.payload()));
            if (dice.flip()) {
                journal.doWork();
            }
        }
        journal.doWork();
        long durable = journal.durablePosition();
        SimulatedDisk next = copy.afterPowerFailure(dice, dice.flip());
        open(next, JournalFactory.KEEP_ALL, LogReading.alone(), durable, journal.appendedPosition());
    }

    private long endOfOne(List<LogRecord> records, long otherwise) {
        return records.isEmpty() ? otherwise : dice.oneOf(records).end();
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Cuts a log, perhaps not to the end, loses power once more, and opens the log again. */
    private void crashing(SimulatedDisk copy, long position, Change cut) throws IOException {
        SimulatedDisk[] crashed = new SimulatedDisk[1];
        if (dice.flip()) {
            copy.faults().crashAfter(dice.below(CHANGES_WITHIN_A_CUT), () -> {
                crashed[0] = copy.afterPowerFailure(dice, dice.flip());
                throw new CrashNow("copy");
            });
        }
        try {
            cut.make();
        } catch (IOException | RuntimeException | CrashNow failure) {
            if (crashed[0] == null) {
                throw failure;
            }
        }
        if (durability == Durability.REPLICATED_FSYNC) {
            long least = Math.min(durable(), position);
            boolean isCut = crashed[0] == null;
            SimulatedDisk next = isCut ? copy.afterPowerFailure(dice, dice.flip()) : crashed[0];
            open(next, JournalFactory.KEEP_ALL, LogReading.alone(), least, isCut ? position : Long.MAX_VALUE);
        }
    }

    private RuntimeException wrong(String what) {
        return witness.violation(
                "LOG",
                "journal of " + track.worker() + ", partition " + track.partition()
                        + ", as a power failure would leave it now: it " + what);
    }
}
