package io.gantry.partition;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import io.gantry.engine.api.partition.PartitionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica's state and all that lives as long as it: made from the journal, and given up when the journal turns out to hold what was superseded. Of the
 * lane, once it is open.
 */
final class Generation implements ReplicaState {

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final Outflow outflow;
    private final LaneOutput output;
    private final PartitionCore core;
    private final LogReplay replay;
    private final LogHistory history = new LogHistory();
    private final Replica.Identity identity;
    private final PartitionSettings settings;
    private final PartitionPorts ports;
    private final ReplicaInbox inbox;
    private Journal journal;
    private Replica replica;
    private Snapshots snapshots;
    private long maxUncommittedBytes;

    Generation(
            Replica.Identity identity,
            PartitionSettings settings,
            PartitionPorts ports,
            ReplicaInbox inbox,
            Outflow outflow) {
        this.identity = identity;
        this.settings = settings;
        this.ports = ports;
        this.inbox = inbox;
        this.outflow = outflow;
        output = new LaneOutput(outflow, ports.egressWait());
        core = new PartitionCore(
                identity.partition(),
                ports.books(),
                output,
                settings.maxParked(),
                TimeUnit.MILLISECONDS.toNanos(settings.parkMillis()));
        replay = new LogReplay(core.symbols());
    }

    /**
     * Reads the journal. Blocks for the disk.
     *
     * @param keepUntil see {@link JournalFactory#open}
     * @param isTrusted whether what the journal holds is all that this replica ever acknowledged, if it ended well
     */
    void open(long keepUntil, boolean isTrusted) throws IOException {
        Reading reading = new Reading();
        JournalFactory.OpenJournal opened;
        try {
            opened = ports.journals().open(ports.directory(), settings.durability(), keepUntil, reading);
        } catch (PartitionException bad) {
            throw new IOException("journal " + ports.directory() + ": " + bad.getMessage(), bad);
        }
        journal = opened.journal();
        if (!reading.snapshot.isWhole()) {
            journal.close();
            throw new IOException("journal " + ports.directory() + ": its snapshot lacks its last part");
        }
        boolean isComplete = isTrusted
                && (opened.endedWell() || settings.durability() != Durability.REPLICATED)
                && journal.appendedPosition() > 0;
        CommitPosition commit = new CommitPosition(journal, settings.durability());
        ReplicaLog log = new ReplicaLog(journal, new LogWindow(settings.windowBytes()), history);
        replica = new Replica(
                identity,
                settings,
                ports,
                log,
                commit,
                this,
                inbox,
                isComplete,
                ports.timer().nanoTime());
        snapshots = new Snapshots(replica, core.symbols(), settings.snapshotBytes(), reading.snapshotPosition);
        maxUncommittedBytes = settings.windowBytes() / 2;
        outflow.open(commit::get, journal.appendedPosition());
        output.releaseAt(journal.appendedPosition());
        output.logTo(new Log(), this::keepGoing);
        LOG.info(
                "{}: {} records of its log read, {} symbols, position {}, epoch {}",
                replica,
                replay.records(),
                core.symbols().ownedCount(),
                journal.appendedPosition(),
                history.lastEpoch());
    }

    PartitionCore core() {
        return core;
    }

    Replica replica() {
        return replica;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    LaneOutput output() {
        return output;
    }

    Outflow outflow() {
        return outflow;
    }

    Journal journal() {
        return journal;
    }

    @Override
    public void execute(long end, DirectBuffer payload, int length) {
        output.releaseAt(end);
        replay.record(end, payload);
    }

    @Override
    public boolean hasRoom() {
        return output.hasRoom();
    }

    @Override
    public void deposed() {
        snapshots.abandon();
        core.deposed();
    }

    @Override
    public void snapshotWanted() {
        snapshots.want();
    }

    @Override
    public boolean endSnapshot() {
        return snapshots.end();
    }

    /** The egress has no room in the middle of a command: what it waits for may be what the other replicas have to say. */
    private void keepGoing() {
        if (replica.isPrimary()) {
            replica.work(ports.timer().nanoTime());
            replica.feed();
            if (!replica.isPrimary()) {
                // The command is half executed, and will be executed again when the state is made anew.
                replica.rebuild(JournalFactory.KEEP_ALL, false);
                throw new Superseded();
            }
        }
    }

    /** A command was given up in the middle, since this replica is not the primary any more. */
    static final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Superseded() {
            super("superseded", null, false, false);
        }
    }

    private final class Log implements LaneOutput.Sequencing {

        @Override
        public boolean log(MutableDirectBuffer record, int length) {
            ReplicaLog log = replica.log();
            if (log.end() - replica.commit().get() > maxUncommittedBytes || !log.append(record, length)) {
                return false;
            }
            replica.logged();
            return true;
        }

        @Override
        public long end() {
            return journal.appendedPosition();
        }
    }

    private final class Reading implements JournalReader {

        private final SnapshotReplay snapshot = new SnapshotReplay(identity.partition(), core.symbols(), history);
        private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
        private long snapshotPosition;

        @Override
        public void snapshot(long position, ByteBuffer part) {
            byte[] bytes = new byte[part.remaining()];
            part.get(bytes);
            snapshot.part(position, bytes);
            snapshotPosition = position;
        }

        @Override
        public void record(long position, ByteBuffer record) {
            buffer.wrap(record, record.position(), record.remaining());
            history.note(position - Journal.recordBytes(record.remaining()), buffer);
            replay.record(position, buffer);
        }
    }
}
