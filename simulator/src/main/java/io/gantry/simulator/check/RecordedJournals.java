package io.gantry.simulator.check;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;

/** Opens journals under test and compares what they hold with what was put into them. */
final class RecordedJournals implements JournalFactory {

    private final JournalFactory journals;
    private final ReplicaTrack track;
    private final JournalWitness witness;
    private final PowerLoss powerLoss;

    RecordedJournals(JournalFactory journals, ReplicaTrack track, JournalWitness witness, PowerLoss powerLoss) {
        this.powerLoss = powerLoss;
        this.journals = journals;
        this.track = track;
        this.witness = witness;
    }

    @Override
    public OpenJournal open(Path directory, Durability durability, long keepUntil, JournalReader reader)
            throws IOException {
        LogReading reading = new LogReading(reader);
        track.mayLose(keepUntil);
        powerLoss.begin(directory, keepUntil);
        OpenJournal opened = journals.open(directory, durability, keepUntil, reading);
        long end = opened.journal().appendedPosition();
        long durable = opened.journal().durablePosition();
        witness.guarded(() -> {
            compare(reading, end, keepUntil);
            if (opened.endedWell()
                    && !track.endedWell()
                    && end != Math.min(track.log().end(), keepUntil)) {
                throw wrong("says that it ended well, but lacks what was appended");
            }
            track.opened(chained(reading), durable);
            witness.changed(track);
            powerLoss.ended();
            if (reading.snapshot() > 0 && reading.snapshot() == track.installedAt()) {
                powerLoss.installed(opened.journal());
            }
            return end;
        });
        return new OpenJournal(new RecordedJournal(opened.journal(), track, witness, powerLoss), opened.endedWell());
    }

    private void compare(LogReading reading, long end, long keepUntil) {
        LogCopy found = reading.found();
        if (end != found.end()) {
            throw wrong("ends at " + end + ", but shows records up to " + found.end());
        }
        if (end > keepUntil && reading.snapshot() <= keepUntil) {
            throw wrong("was to be cut at " + keepUntil + ", but ends at " + end);
        }
        boolean isInstalled = track.installing() != 0 && reading.snapshot() == track.installing();
        if (isInstalled) {
            track.installed(reading.snapshot());
        }
        if (reading.snapshot() > 0 && !track.hasSnapshot(reading.snapshot(), reading.digest())) {
            throw wrong("shows another snapshot at " + reading.snapshot() + " than was written");
        }
        if (!track.isCertain() || isInstalled) {
            return;
        }
        long least = Math.min(track.durable(), keepUntil);
        if (end < least) {
            throw wrong("ends at " + end + ", but " + track.durable() + " was durable");
        }
        if (end > track.log().end()) {
            throw wrong("ends at " + end + ", but only " + track.log().end() + " was ever appended");
        }
        long position = Math.max(found.start(), track.log().start());
        if (!found.knows(position) || !track.log().knows(position)) {
            throw wrong("has no record that begins at " + position);
        }
        for (LogRecord record : found.between(position, end)) {
            if (!track.log().holds(record.start(), record.payload())) {
                throw wrong("holds another record at " + record.start() + " than was appended there");
            }
        }
    }

    /** What was read, with the digest of what lies before it. */
    private LogCopy chained(LogReading reading) {
        LogCopy chained = new LogCopy();
        long start = reading.found().start();
        if (start > 0) {
            if (witness.committed().knows(start)) {
                chained.restart(
                        start,
                        witness.committed().chainAt(start),
                        witness.committed().toldAt(start));
            } else {
                throw witness.violation(
                        "I3",
                        track.worker() + " begins with a snapshot at " + start + ", but only "
                                + witness.committed().end() + " is committed");
            }
        }
        for (LogRecord record : reading.found().between(start, reading.found().end())) {
            chained.append(record.payload());
        }
        return chained;
    }

    private RuntimeException wrong(String what) {
        return witness.violation(
                "LOG", "journal of " + track.worker() + ", partition " + track.partition() + " " + what);
    }
}
