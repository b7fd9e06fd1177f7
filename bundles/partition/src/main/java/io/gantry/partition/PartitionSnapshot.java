package io.gantry.partition;

import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.journal.SnapshotWriter;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.SnapshotEndEncoder;
import io.gantry.protocol.sbe.SnapshotHeadEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/**
 * A snapshot of a partition that is being written while the partition goes on: the state of the moment at which it was begun. Books write themselves
 * in slices and keep what changes meanwhile; counters and answers are copied at once. Of the lane.
 */
final class PartitionSnapshot {

    /** Version of what is written. */
    static final int FORMAT_VERSION = 1;

    private static final int ORDERS_PER_SLICE = 256;

    private static final class Symbol {
        private final byte[] head;
        private final List<byte[]> answers;
        private final List<byte[]> book = new ArrayList<>();
        private final BookSnapshot snapshot;

        Symbol(OwnedSymbol symbol) {
            head = SymbolImageWriter.head(symbol.state(), symbol.epoch());
            answers = SymbolImageWriter.answers(symbol.state());
            snapshot = symbol.state().book().snapshot(book::add);
        }
    }

    private final long position;
    private final SnapshotWriter writer;
    private final ArrayDeque<Symbol> symbols = new ArrayDeque<>();
    private final ArrayDeque<byte[]> parts = new ArrayDeque<>();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long partsMade;
    private boolean isEndMade;
    private boolean isOver;

    /** Begins: what is here now, behind all records before this position, is what is written. */
    PartitionSnapshot(int partition, long position, LogHistory history, PartitionSymbols of, SnapshotWriter writer) {
        this.position = position;
        this.writer = writer;
        emit(head(partition, history.before(position), of));
        of.forEachOwned(symbol -> symbols.addLast(new Symbol(symbol)));
    }

    long position() {
        return position;
    }

    /** Goes on a little; answers whether all parts are with the writer. */
    boolean write() {
        while (!parts.isEmpty()) {
            if (!writer.add(ByteBuffer.wrap(parts.peekFirst()))) {
                return false;
            }
            parts.removeFirst();
        }
        if (!symbols.isEmpty()) {
            Symbol next = symbols.peekFirst();
            if (next.snapshot.write(ORDERS_PER_SLICE)) {
                symbols.removeFirst();
                SymbolImageWriter.setBookChunks(next.head, next.book.size());
                emit(next.head);
                next.book.forEach(chunk -> emit(SymbolImageWriter.bookChunk(chunk)));
                next.answers.forEach(this::emit);
            }
            return false;
        }
        if (!isEndMade) {
            isEndMade = true;
            emit(end());
            return false;
        }
        return true;
    }

    /** All that is in it is committed and on disk: it counts from when the writer has it on disk. */
    void complete() {
        isOver = true;
        writer.complete();
    }

    /** Forgets it, so that the books may write other images. */
    void abandon() {
        if (!isOver) {
            isOver = true;
            symbols.forEach(symbol -> symbol.snapshot.abandon());
            writer.abandon();
        }
    }

    boolean hasFailed() {
        return writer.hasFailed();
    }

    boolean isDurable() {
        return writer.isDurable();
    }

    private void emit(byte[] part) {
        parts.addLast(part);
        partsMade++;
    }

    private byte[] head(int partition, List<LogHistory.Entry> history, PartitionSymbols of) {
        LogHistory.Entry last =
                history.isEmpty() ? new LogHistory.Entry(0, 0, 0, "", "") : history.get(history.size() - 1);
        SnapshotHeadEncoder head = new SnapshotHeadEncoder();
        head.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header)
                .formatVersion(FORMAT_VERSION)
                .partition(partition)
                .position(position)
                .version(last.version())
                .symbols(of.ownedCount());
        SnapshotHeadEncoder.EpochsEncoder epochs = head.epochsCount(history.size());
        history.forEach(entry -> epochs.next().epoch(entry.epoch()).start(entry.start()));
        SnapshotHeadEncoder.DepartedEncoder departed = head.departedCount(of.departedCount());
        of.forEachDeparted((symbolId, where) ->
                departed.next().symbolId(symbolId).partition(where.partition()).epoch(where.epoch()));
        head.worker(last.worker()).inSync(last.inSync());
        return part(head.encodedLength());
    }

    private byte[] end() {
        SnapshotEndEncoder end = new SnapshotEndEncoder();
        end.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header).parts(partsMade + 1);
        return part(end.encodedLength());
    }

    private byte[] part(int encodedLength) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        byte[] part = new byte[SymbolImageWriter.CHECKSUM_BYTES + length];
        int checksum = SymbolImageWriter.checksum(buffer.byteArray(), SymbolImageWriter.CHECKSUM_BYTES, length);
        buffer.putInt(0, checksum, ByteOrder.LITTLE_ENDIAN);
        buffer.getBytes(0, part);
        return part;
    }
}
