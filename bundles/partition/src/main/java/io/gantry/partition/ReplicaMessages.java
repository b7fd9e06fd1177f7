package io.gantry.partition;

import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.ReplicaAnnounceEncoder;
import io.gantry.protocol.sbe.ReplicaAppendEncoder;
import io.gantry.protocol.sbe.ReplicaAppendedEncoder;
import io.gantry.protocol.sbe.ReplicaFollowEncoder;
import io.gantry.protocol.sbe.ReplicaJoinDecoder;
import io.gantry.protocol.sbe.ReplicaJoinEncoder;
import io.gantry.protocol.sbe.ReplicaRefusedEncoder;
import io.gantry.protocol.sbe.ReplicaSnapshotEncoder;
import io.gantry.protocol.sbe.ReplicaSnapshotTakenEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/** Encodes and sends what replicas of one partition say to each other. Of the lane. */
final class ReplicaMessages {

    /** Bytes of an append before its records. */
    private static final int APPEND_RECORDS = MessageHeaderEncoder.ENCODED_LENGTH
            + ReplicaAppendEncoder.BLOCK_LENGTH
            + ReplicaAppendEncoder.recordsHeaderLength();

    private final int partition;
    private final ReplicaNetwork network;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(8 << 10);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ReplicaJoinEncoder join = new ReplicaJoinEncoder();
    private final ReplicaFollowEncoder follow = new ReplicaFollowEncoder();
    private final ReplicaAppendEncoder append = new ReplicaAppendEncoder();
    private final ReplicaAppendedEncoder appended = new ReplicaAppendedEncoder();
    private final ReplicaRefusedEncoder refused = new ReplicaRefusedEncoder();
    private final ReplicaAnnounceEncoder announce = new ReplicaAnnounceEncoder();
    private final ReplicaSnapshotEncoder snapshot = new ReplicaSnapshotEncoder();
    private final ReplicaSnapshotTakenEncoder taken = new ReplicaSnapshotTakenEncoder();

    ReplicaMessages(int partition, ReplicaNetwork network) {
        this.partition = partition;
        this.network = network;
    }

    void join(String to, long epoch, long incarnation, ReplicaLog log, boolean isUnsure) {
        join.wrapAndApplyHeader(buffer, 0, header)
                .partition(partition)
                .epoch(epoch)
                .incarnation(incarnation)
                .lastEpoch(log.history().lastEpoch())
                .end(log.end())
                .version(log.history().version())
                .isUnsure((short) (isUnsure ? 1 : 0));
        send(to, join.encodedLength());
    }

    void follow(String to, long epoch, long session, ReplicaJoinDecoder join, long keepEpoch, long keepUntil) {
        follow.wrapAndApplyHeader(buffer, 0, header)
                .partition(partition)
                .epoch(epoch)
                .incarnation(join.incarnation())
                .session(session)
                .keepEpoch(keepEpoch)
                .keepUntil(keepUntil)
                .lastEpoch(join.lastEpoch());
        send(to, follow.encodedLength());
    }

    /** Records out of the window, or none if from is its end. Answers how many bytes of them. */
    int append(String to, long epoch, long session, long number, long from, long committed, LogWindow window, int max) {
        appendHead(epoch, session, number, from, committed);
        int length = from == window.end() || max == 0 ? 0 : window.copy(from, max, buffer, APPEND_RECORDS);
        finishAppend(to, length);
        return length;
    }

    /** Records that were read from elsewhere. */
    void append(
            String to,
            long epoch,
            long session,
            long number,
            long from,
            long committed,
            DirectBuffer records,
            int length) {
        appendHead(epoch, session, number, from, committed);
        buffer.putBytes(APPEND_RECORDS, records, 0, length);
        finishAppend(to, length);
    }

    private void appendHead(long epoch, long session, long number, long from, long committed) {
        append.wrapAndApplyHeader(buffer, 0, header)
                .partition(partition)
                .epoch(epoch)
                .session(session)
                .number(number)
                .from(from)
                .committed(committed);
    }

    private void finishAppend(String to, int length) {
        buffer.putInt(APPEND_RECORDS - ReplicaAppendEncoder.recordsHeaderLength(), length, ByteOrder.LITTLE_ENDIAN);
        network.send(to, ByteBuffer.wrap(buffer.byteArray(), 0, APPEND_RECORDS + length));
    }

    void appended(String to, long epoch, long session, long number, long acked, long end, boolean isGap) {
        appended.wrapAndApplyHeader(buffer, 0, header)
                .partition(partition)
                .epoch(epoch)
                .session(session)
                .number(number)
                .acked(acked)
                .end(end)
                .isGap((short) (isGap ? 1 : 0));
        send(to, appended.encodedLength());
    }

    void refused(String to, long epoch, long session) {
        refused.wrapAndApplyHeader(buffer, 0, header)
                .partition(partition)
                .epoch(epoch)
                .session(session);
        send(to, refused.encodedLength());
    }

    void announce(String to, long epoch) {
        announce.wrapAndApplyHeader(buffer, 0, header).partition(partition).epoch(epoch);
        send(to, announce.encodedLength());
    }

    void snapshot(String to, long epoch, long session, long position, long index, boolean isLast, byte[] part) {
        snapshot.wrapAndApplyHeader(buffer, 0, header)
                .partition(partition)
                .epoch(epoch)
                .session(session)
                .position(position)
                .index(index)
                .isLast((short) (isLast ? 1 : 0))
                .putPart(part, 0, part.length);
        send(to, snapshot.encodedLength());
    }

    void snapshotTaken(String to, long epoch, long session, long next) {
        taken.wrapAndApplyHeader(buffer, 0, header)
                .partition(partition)
                .epoch(epoch)
                .session(session)
                .next(next);
        send(to, taken.encodedLength());
    }

    private void send(String to, int encodedLength) {
        network.send(to, ByteBuffer.wrap(buffer.byteArray(), 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength));
    }
}
