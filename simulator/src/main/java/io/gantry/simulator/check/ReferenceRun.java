package io.gantry.simulator.check;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.CommandSequencedDecoder;
import io.gantry.protocol.sbe.EpochBeganDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.SymbolListedDecoder;
import io.gantry.protocol.sbe.SymbolOpenedDecoder;
import io.gantry.protocol.sbe.SymbolReleasedDecoder;
import io.gantry.protocol.sbe.SymbolTickDecoder;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/** Carries out what is committed, once and in order, with plain code that shares nothing with the partitions but the encoding of the records. */
final class ReferenceRun {

    /** Which commands of a symbol a partition has, by its log: from one that it began behind. */
    private static final class Stay {
        private final int partition;
        private final long cameAt;
        private final long firstCommand;
        private long leftAt = Long.MAX_VALUE;
        private final List<Long> ends = new ArrayList<>();

        Stay(int partition, long cameAt, long firstCommand) {
            this.partition = partition;
            this.cameAt = cameAt;
            this.firstCommand = firstCommand;
        }
    }

    private final TreeMap<Integer, ModelSymbol> symbols = new TreeMap<>();
    private final TreeMap<Integer, List<Stay>> stays = new TreeMap<>();
    private final TreeMap<Integer, Long> epochs = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private final Consumer<OrderCommand> whenSequenced;

    /** @param whenSequenced hears of every command that was carried out; may keep it */
    ReferenceRun(Consumer<OrderCommand> whenSequenced) {
        this.whenSequenced = whenSequenced;
    }

    /** A record that was committed in a partition. */
    void committed(int partition, LogRecord record) {
        buffer.wrap(record.payload());
        header.wrap(buffer, 0);
        switch (header.templateId()) {
            case CommandSequencedDecoder.TEMPLATE_ID -> command(partition, record);
            case SymbolTickDecoder.TEMPLATE_ID -> tick(partition, record);
            case SymbolListedDecoder.TEMPLATE_ID -> listed(partition, record);
            case SymbolOpenedDecoder.TEMPLATE_ID -> opened(partition, record);
            case SymbolReleasedDecoder.TEMPLATE_ID -> released(partition, record);
            case EpochBeganDecoder.TEMPLATE_ID -> epochBegan(partition);
            default -> {}
        }
    }

    private void command(int partition, LogRecord record) {
        CommandSequencedDecoder sequenced = new CommandSequencedDecoder().wrapAndApplyHeader(buffer, 0, header);
        int length = MessageHeaderDecoder.ENCODED_LENGTH + CommandSequencedDecoder.BLOCK_LENGTH;
        header.wrap(buffer, length);
        if (header.templateId() != OrderCommandMessageDecoder.TEMPLATE_ID) {
            throw new Violation(
                    "I1", "a sequenced command at " + record.start() + " is of template " + header.templateId());
        }
        OrderCommand command = new OrderCommand();
        codec.decode(buffer, length, command);
        Stay stay = stay(partition, command.symbolId(), record);
        symbol(command.symbolId()).command(sequenced.commandSequence(), sequenced.timeNanos(), command);
        stay.ends.add(record.end());
        whenSequenced.accept(command);
    }

    private void tick(int partition, LogRecord record) {
        SymbolTickDecoder tick = new SymbolTickDecoder().wrapAndApplyHeader(buffer, 0, header);
        Stay stay = stay(partition, tick.symbolId(), record);
        symbol(tick.symbolId()).tick(tick.commandSequence(), tick.timeNanos());
        stay.ends.add(record.end());
    }

    private void listed(int partition, LogRecord record) {
        SymbolListedDecoder listed = new SymbolListedDecoder().wrapAndApplyHeader(buffer, 0, header);
        int symbolId = listed.symbolId();
        if (symbols.containsKey(symbolId)) {
            throw new Violation(
                    "I1", "symbol number " + symbolId + " is listed twice, again in partition " + partition);
        }
        Instrument instrument = new Instrument(
                listed.symbolName(), symbolId, listed.priceDecimals(), listed.tickSize(), listed.lotSize());
        symbols.put(symbolId, new ModelSymbol(instrument));
        stays.computeIfAbsent(symbolId, id -> new ArrayList<>()).add(new Stay(partition, record.end(), 1));
    }

    private void opened(int partition, LogRecord record) {
        SymbolOpenedDecoder opened = new SymbolOpenedDecoder().wrapAndApplyHeader(buffer, 0, header);
        long next = symbol(opened.symbolId()).commandSequence() + 1;
        stays.get(opened.symbolId()).add(new Stay(partition, record.end(), next));
    }

    private void released(int partition, LogRecord record) {
        SymbolReleasedDecoder released = new SymbolReleasedDecoder().wrapAndApplyHeader(buffer, 0, header);
        for (Stay stay : stays.getOrDefault(released.symbolId(), List.of())) {
            if (stay.partition == partition && stay.leftAt == Long.MAX_VALUE) {
                stay.leftAt = record.start();
            }
        }
    }

    private void epochBegan(int partition) {
        EpochBeganDecoder began = new EpochBeganDecoder().wrapAndApplyHeader(buffer, 0, header);
        long before = epochs.getOrDefault(partition, 0L);
        if (began.epoch() <= before) {
            throw new Violation(
                    "I1", "partition " + partition + ": epoch " + began.epoch() + " begins behind epoch " + before);
        }
        epochs.put(partition, began.epoch());
    }

    /** The epoch of a partition in which the newest committed record was written. */
    long epoch(int partition) {
        return epochs.getOrDefault(partition, 0L);
    }

    /** The newest stay of a symbol, which must be in this partition. */
    private Stay stay(int partition, int symbolId, LogRecord record) {
        List<Stay> all = stays.getOrDefault(symbolId, List.of());
        Stay last = all.isEmpty() ? new Stay(0, 0, 0) : all.get(all.size() - 1);
        if (last.partition != partition || last.leftAt != Long.MAX_VALUE) {
            throw new Violation(
                    "I1",
                    "partition " + partition + " commits a command of symbol number " + symbolId + " at "
                            + record.start() + ", which is in partition " + last.partition
                            + (last.leftAt == Long.MAX_VALUE ? "" : " no more"));
        }
        return last;
    }

    /** Which command of a symbol is the last that was carried out by a partition up to a place in its log; below zero: it is not there. */
    long commandAt(int partition, int symbolId, long position) {
        List<Stay> all = stays.getOrDefault(symbolId, List.of());
        for (int i = all.size() - 1; i >= 0; i--) {
            Stay stay = all.get(i);
            if (stay.partition == partition && stay.cameAt <= position) {
                return position > stay.leftAt ? -1 : stay.firstCommand - 1 + countUpTo(stay.ends, position);
            }
        }
        return -1;
    }

    private static long countUpTo(List<Long> ends, long position) {
        int low = 0;
        int high = ends.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ends.get(middle) <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** A symbol that was listed. */
    ModelSymbol symbol(int symbolId) {
        ModelSymbol symbol = symbols.get(symbolId);
        if (symbol == null) {
            throw new Violation("I1", "nobody has listed symbol number " + symbolId);
        }
        return symbol;
    }

    boolean isListed(int symbolId) {
        return symbols.containsKey(symbolId);
    }

    Collection<ModelSymbol> symbols() {
        return symbols.values();
    }
}
