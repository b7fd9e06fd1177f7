package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.SnapshotParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives followers the log: from memory to those that are close, from the files to those that are not, and a snapshot to those that need what is not
 * kept any more. What is sent and not acknowledged is bounded, so a follower that catches up takes nothing from the others. Of the
 * lane; files are read in the background.
 */
final class FollowerFeed {

    /** Records of one message, unless a single one is longer. */
    static final int BATCH_BYTES = 64 << 10;

    /** So much may be under way to one follower. */
    private static final int MAX_UNACKNOWLEDGED_BYTES = 4 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(FollowerFeed.class);

    private final Replica replica;
    private final UnsafeBuffer read = new UnsafeBuffer(0, 0);
    /** A follower has room for several batches in its window, which is as large as ours. */
    private final int batchBytes;

    FollowerFeed(Replica replica) {
        this.replica = replica;
        batchBytes = Math.min(BATCH_BYTES, replica.log().window().capacity() / 4);
    }

    /** Whether the follower reads from memory and lacks little: what is under way at any time. */
    boolean isClose(Follower follower) {
        ReplicaLog log = replica.log();
        return follower.isActive
                && follower.transfer.isEmpty()
                && follower.next >= log.window().start()
                && log.end() - follower.acked <= Math.min(log.window().capacity() / 4, MAX_UNACKNOWLEDGED_BYTES);
    }

    /** Sends what can be sent now; answers whether something was. */
    int serve(Follower follower, long nowNanos) {
        if (!follower.isActive) {
            return 0;
        }
        if (follower.transfer.isPresent()) {
            return transfer(follower, follower.transfer.get(), nowNanos);
        }
        ReplicaLog log = replica.log();
        int sent = 0;
        if (follower.next < log.start() || follower.next == follower.unreadable) {
            beginTransfer(follower, nowNanos);
        } else if (follower.next < log.window().start()) {
            sent = readAhead(follower);
        } else {
            while (follower.next < log.end() && hasRoom(follower)) {
                follower.next += send(follower, batchBytes, nowNanos);
                sent++;
            }
        }
        if (nowNanos - follower.lastSentNanos >= replica.times().heartbeatNanos()) {
            send(follower, 0, nowNanos);
            sent++;
        }
        return sent;
    }

    private static boolean hasRoom(Follower follower) {
        return follower.next - follower.acked < MAX_UNACKNOWLEDGED_BYTES;
    }

    private int send(Follower follower, int maxBytes, long nowNanos) {
        follower.lastSentNanos = nowNanos;
        return replica.messages()
                .append(
                        follower.worker,
                        replica.epoch(),
                        follower.session,
                        ++follower.sent,
                        follower.next,
                        replica.commit().get(),
                        replica.log().window(),
                        maxBytes);
    }

    private int readAhead(Follower follower) {
        if (follower.isReading || !hasRoom(follower)) {
            return 0;
        }
        follower.isReading = true;
        long session = follower.session;
        long from = follower.next;
        ByteBuffer target = ByteBuffer.allocate(batchBytes);
        Journal journal = replica.log().journal();
        replica.inBackground(() -> {
            try {
                ByteBuffer into = target;
                int length = journal.read(from, into);
                if (length == 0 && into.capacity() < Journal.recordBytes(Journal.MAX_RECORD_BYTES)) {
                    into = ByteBuffer.allocate(Journal.recordBytes(Journal.MAX_RECORD_BYTES));
                    length = firstOf(into, journal.read(from, into));
                }
                ByteBuffer found = into;
                int bytes = length;
                return () -> readHere(follower, session, from, found, bytes);
            } catch (IOException | RuntimeException failed) {
                LOG.warn(
                        "{}: its log cannot be read for {}, who gets a snapshot instead: {}",
                        replica,
                        follower.worker,
                        failed.getMessage());
                return () -> {
                    notRead(follower, session);
                    if (follower.session == session && follower.next == from) {
                        follower.unreadable = from;
                    }
                };
            }
        });
        return 1;
    }

    /** A record that is longer than a batch goes alone, so that its message is not too long. */
    private static int firstOf(ByteBuffer records, int length) {
        return length <= 0
                ? length
                : Journal.recordBytes(records.order(ByteOrder.LITTLE_ENDIAN).getInt(4));
    }

    private void readHere(Follower follower, long session, long from, ByteBuffer found, int length) {
        notRead(follower, session);
        if (follower.session != session || follower.next != from || length <= 0) {
            return;
        }
        read.wrap(found.array(), 0, length);
        follower.lastSentNanos = replica.nowNanos();
        replica.messages()
                .append(
                        follower.worker,
                        replica.epoch(),
                        session,
                        ++follower.sent,
                        from,
                        replica.commit().get(),
                        read,
                        length);
        follower.next += length;
    }

    private static void notRead(Follower follower, long session) {
        if (follower.session == session) {
            follower.isReading = false;
        }
    }

    private void beginTransfer(Follower follower, long nowNanos) {
        if (follower.isReading) {
            return;
        }
        follower.isReading = true;
        long session = follower.session;
        long next = follower.next;
        Journal journal = replica.log().journal();
        replica.inBackground(() -> {
            try {
                // One that does not lead beyond what cannot be read is of no use.
                Optional<SnapshotParts> newest = beyond(next, journal.newestSnapshot());
                Optional<byte[]> first = newest.isPresent() ? newest.get().next() : Optional.empty();
                return () -> {
                    notRead(follower, session);
                    if (newest.isEmpty()) {
                        replica.state().snapshotWanted();
                    } else if (follower.session == session) {
                        follower.transfer = Optional.of(new SnapshotTransfer(newest.get(), first, nowNanos));
                    } else {
                        newest.get().close();
                    }
                };
            } catch (IOException | RuntimeException failed) {
                LOG.warn("{}: no snapshot can be read for {}: {}", replica, follower.worker, failed.getMessage());
                return () -> {
                    notRead(follower, session);
                    replica.state().snapshotWanted();
                };
            }
        });
    }

    private static Optional<SnapshotParts> beyond(long position, Optional<SnapshotParts> snapshot) {
        if (snapshot.isPresent() && snapshot.get().position() <= position) {
            snapshot.get().close();
            return Optional.empty();
        }
        return snapshot;
    }

    private int transfer(Follower follower, SnapshotTransfer transfer, long nowNanos) {
        if (transfer.isStalled(nowNanos, replica.times().retryNanos())) {
            long index = transfer.firstInFlight();
            int left = (int) (transfer.lastIndex() - index);
            for (byte[] part : transfer.inFlight()) {
                sendPart(follower, transfer, index++, left-- == 0 && transfer.isAllSent(), part);
            }
        }
        if (nowNanos - follower.lastSentNanos >= replica.times().heartbeatNanos()) {
            send(follower, 0, nowNanos);
        }
        if (!transfer.wantsPart()) {
            return 0;
        }
        transfer.reading();
        long session = follower.session;
        replica.inBackground(() -> {
            Optional<byte[]> part;
            try {
                part = transfer.source().next();
            } catch (IOException | RuntimeException failed) {
                LOG.warn("{}: its snapshot cannot be read for {}: {}", replica, follower.worker, failed.getMessage());
                return () -> {
                    if (follower.session == session) {
                        follower.endTransfer();
                    }
                    transfer.source().close();
                };
            }
            return () -> partHere(follower, session, transfer, part);
        });
        return 1;
    }

    private void partHere(Follower follower, long session, SnapshotTransfer transfer, Optional<byte[]> part) {
        if (transfer.isClosed() || follower.session != session) {
            transfer.source().close();
            return;
        }
        byte[] leaving = transfer.read(part);
        sendPart(follower, transfer, transfer.lastIndex(), transfer.isAllSent(), leaving);
    }

    private void sendPart(Follower follower, SnapshotTransfer transfer, long index, boolean isLast, byte[] part) {
        follower.lastSentNanos = replica.nowNanos();
        replica.messages()
                .snapshot(follower.worker, replica.epoch(), follower.session, transfer.position(), index, isLast, part);
    }
}
