package io.gantry.partition;

import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.sbe.ImageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.SnapshotEndDecoder;
import io.gantry.protocol.sbe.SnapshotHeadDecoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes a partition's state from the parts of a snapshot, given in order. A part that is not right is refused with the reason. */
final class SnapshotReplay {

    private final int partition;
    private final PartitionSymbols symbols;
    private final LogHistory history;
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Optional<SymbolImageReader> image = Optional.empty();
    private int imageChunk;
    private int symbolsTold;
    private int symbolsSeen;
    private long parts;
    private boolean isComplete;

    SnapshotReplay(int partition, PartitionSymbols symbols, LogHistory history) {
        this.partition = partition;
        this.symbols = symbols;
        this.history = history;
    }

    void part(long position, byte[] part) {
        if (isComplete || part.length < SymbolImageWriter.CHECKSUM_BYTES + MessageHeaderDecoder.ENCODED_LENGTH) {
            throw refused(position, "part " + parts + " is too short, or behind the last one");
        }
        buffer.wrap(part);
        header.wrap(buffer, SymbolImageWriter.CHECKSUM_BYTES);
        int template = header.templateId();
        if ((parts == 0) != (template == SnapshotHeadDecoder.TEMPLATE_ID)) {
            throw refused(position, "part " + parts + " is of template " + template);
        }
        switch (template) {
            case SnapshotHeadDecoder.TEMPLATE_ID -> {
                requireUndamaged(position, part);
                head(position);
            }
            case SnapshotEndDecoder.TEMPLATE_ID -> {
                requireUndamaged(position, part);
                end(position);
            }
            default -> chunk(position, part, template == ImageHeaderDecoder.TEMPLATE_ID);
        }
        parts++;
    }

    /** The other parts are those of symbols' images, which check themselves. */
    private void requireUndamaged(long position, byte[] part) {
        int from = SymbolImageWriter.CHECKSUM_BYTES;
        int stored = buffer.getInt(0, ByteOrder.LITTLE_ENDIAN);
        if (stored != SymbolImageWriter.checksum(part, from, part.length - from)) {
            throw refused(position, "part " + parts + " is damaged: its checksum does not fit");
        }
    }

    /** Whether no part is missing: true if there was none at all. */
    boolean isWhole() {
        return isComplete || parts == 0;
    }

    private void head(long position) {
        SnapshotHeadDecoder head = new SnapshotHeadDecoder();
        head.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
        if (head.formatVersion() != PartitionSnapshot.FORMAT_VERSION) {
            throw refused(
                    position,
                    "it has format version " + head.formatVersion() + ", this worker reads version "
                            + PartitionSnapshot.FORMAT_VERSION);
        }
        if (head.partition() != partition || head.position() != position) {
            throw refused(position, "it is of partition " + head.partition() + " at position " + head.position());
        }
        symbolsTold = head.symbols();
        long version = head.version();
        List<long[]> epochs = new ArrayList<>();
        for (SnapshotHeadDecoder.EpochsDecoder epoch : head.epochs()) {
            epochs.add(new long[] {epoch.epoch(), epoch.start()});
        }
        for (SnapshotHeadDecoder.DepartedDecoder left : head.departed()) {
            symbols.restoredDeparted(left.symbolId(), new PartitionSymbols.Departed(left.partition(), left.epoch()));
        }
        String worker = head.worker();
        String inSync = head.inSync();
        for (long[] epoch : epochs) {
            history.add(new LogHistory.Entry(epoch[1], epoch[0], version, worker, inSync));
        }
    }

    private void chunk(long position, byte[] part, boolean isFirst) {
        if (isFirst) {
            finish();
            ImageHeaderDecoder first = new ImageHeaderDecoder();
            first.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
            image = Optional.of(new SymbolImageReader(first.symbolId(), "snapshot at " + position, symbols.factory()));
            imageChunk = 0;
        }
        image.orElseThrow(() -> refused(position, "part " + parts + " belongs to no symbol"))
                .accept(imageChunk++, part);
    }

    private void finish() {
        image.ifPresent(whole -> {
            symbols.restored(whole.sealOwn(), whole.sourceEpoch());
            symbolsSeen++;
        });
        image = Optional.empty();
    }

    private void end(long position) {
        finish();
        SnapshotEndDecoder end = new SnapshotEndDecoder();
        end.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
        if (end.parts() != parts + 1 || symbolsSeen != symbolsTold) {
            throw refused(
                    position,
                    "it has " + (parts + 1) + " of " + end.parts() + " parts and " + symbolsSeen + " of " + symbolsTold
                            + " symbols");
        }
        isComplete = true;
    }

    private PartitionException refused(long position, String why) {
        return new PartitionException(
                "partition " + partition + ": snapshot at position " + position + " refused: " + why);
    }
}
