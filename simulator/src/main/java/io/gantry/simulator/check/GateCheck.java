package io.gantry.simulator.check;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.Cut;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.CommandSequencedDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.simulator.world.Tally;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * I12: behind a gate nothing happens, what is copied is what is there, what waited is sequenced in its order when the gate is opened, and no gate
 * outlives its epoch.
 */
public final class GateCheck {

    /** Somebody is about to open a gate. */
    public record Opening(GateAsked gate, List<OrderCommand> waiting, long logEnd) {}

    private final ReferenceRun run;
    private final StateCheck states;
    private final Tally tally;
    private final BiFunction<String, Integer, LogCopy> logs;
    private final Set<GateAsked> asked = new HashSet<>();
    private final TreeMap<String, GateAsked> held = new TreeMap<>();
    private final TreeMap<String, Cut> cuts = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandCodec codec = new CommandCodec();

    /** @param logs of workers' replicas of partitions */
    GateCheck(ReferenceRun run, StateCheck states, Tally tally, BiFunction<String, Integer, LogCopy> logs) {
        this.run = run;
        this.states = states;
        this.tally = tally;
        this.logs = logs;
    }

    /** From now on the gate may be closed. */
    public void asked(GateAsked gate) {
        asked.add(gate);
    }

    /** The gate is not closed: it was refused, or opened. */
    public void isOpen(GateAsked gate) {
        asked.remove(gate);
    }

    /** Whoever asked was told that the gate is closed, and has not asked for anything else since. */
    public void holds(GateAsked gate, Cut cut) {
        Cut before = cuts.put(gate.migrationId(), cut);
        held.put(gate.migrationId(), gate);
        ModelSymbol symbol = run.symbol(gate.symbolId());
        if (cut.commandSequence() > symbol.commandSequence()) {
            throw new Violation(
                    "I3",
                    gate + " has its cut at command " + cut.commandSequence() + ", committed are "
                            + symbol.commandSequence());
        }
        if (before != null && !before.equals(cut)) {
            throw new Violation("I12", gate + " has its cut at " + before + ", and then at " + cut);
        }
        requireHeld(gate);
        tally.count("gates that held");
    }

    /** A gate was given to somebody, or taken from its owner, while another one has it and lives. */
    public Violation broken(GateAsked gate, String how) {
        return new Violation("I12", gate + ": " + how);
    }

    /** Something was committed. */
    void committed(int partition) {
        for (GateAsked gate : held.values()) {
            if (gate.partition() == partition) {
                requireHeld(gate);
            }
        }
    }

    private void requireHeld(GateAsked gate) {
        long command = run.symbol(gate.symbolId()).commandSequence();
        long cut = cuts.get(gate.migrationId()).commandSequence();
        if (command != cut && run.epoch(gate.partition()) == gate.epoch()) {
            throw new Violation("I12", gate + " has its cut at command " + cut + ", committed is command " + command);
        }
    }

    /** What was copied from behind a gate. */
    public void copied(GateAsked gate, SymbolFigures image) {
        Cut cut = cuts.get(gate.migrationId());
        if (cut == null) {
            return;
        }
        boolean isCut = image.commandSequence() == cut.commandSequence()
                && image.eventSequence() == cut.eventSequence()
                && image.stateHash() == cut.stateHash();
        if (!isCut) {
            throw new Violation("I12", gate + " has its cut at " + cut + ", copied is " + image);
        }
        states.compare(gate.worker(), "the image from " + gate, image);
        tally.count("images read");
    }

    /** Somebody is about to open a gate behind which this waits. */
    public Opening opening(GateAsked gate, List<OrderCommand> waiting) {
        // What a later epoch has sequenced a primary that was paused does not know.
        boolean isKnown = held.remove(gate.migrationId()) != null && run.epoch(gate.partition()) == gate.epoch();
        cuts.remove(gate.migrationId());
        long end = logs.apply(gate.worker(), gate.partition()).end();
        return new Opening(gate, isKnown ? due(gate, waiting) : List.of(), end);
    }

    /** The symbol belongs to another partition now; what happens to it there is nothing to the gate. */
    public void left(GateAsked gate) {
        held.remove(gate.migrationId());
        cuts.remove(gate.migrationId());
    }

    /** What the target has staged is whole. */
    public void sealed(GateAsked gate, Cut seal) {
        Cut cut = cuts.get(gate.migrationId());
        if (cut != null && !cut.equals(seal)) {
            throw new Violation("I2", gate + " has its cut at " + cut + ", sealed is " + seal);
        }
    }

    /** Which of those that wait are to be sequenced, all before them being so. */
    private List<OrderCommand> due(GateAsked gate, List<OrderCommand> waiting) {
        ModelAnswers answers = run.symbol(gate.symbolId()).answers();
        TreeMap<Long, Long> last = new TreeMap<>();
        List<OrderCommand> due = new ArrayList<>();
        for (OrderCommand command : waiting) {
            long before = last.computeIfAbsent(command.clientId(), answers::last);
            if (command.requestId() > before && command.follows() <= before) {
                last.put(command.clientId(), command.requestId());
                due.add(new OrderCommand().copyFrom(command));
            }
        }
        return due;
    }

    /** It has just been opened, in the turn behind the one in which it was asked for. */
    public void opened(Opening opening) {
        List<OrderCommand> due = opening.waiting();
        List<OrderCommand> done = sequencedSince(opening);
        tally.add("commands let through", done.size());
        if (due.isEmpty()) {
            return;
        }
        for (int i = 0; i < due.size(); i++) {
            boolean isThere = i < done.size() && isSame(due.get(i), done.get(i));
            if (!isThere) {
                throw new Violation(
                        "I12",
                        opening.gate() + " was opened; number " + (i + 1) + " of what waited should be " + due.get(i)
                                + ", sequenced was " + (i < done.size() ? done.get(i) : "nothing"));
            }
        }
    }

    private static boolean isSame(OrderCommand one, OrderCommand other) {
        return one.clientId() == other.clientId() && one.requestId() == other.requestId();
    }

    private List<OrderCommand> sequencedSince(Opening opening) {
        LogCopy log = logs.apply(opening.gate().worker(), opening.gate().partition());
        List<OrderCommand> sequenced = new ArrayList<>();
        if (!log.knows(opening.logEnd())) {
            return sequenced;
        }
        for (LogRecord record : log.between(opening.logEnd(), log.end())) {
            UnsafeBuffer buffer = new UnsafeBuffer(record.payload());
            header.wrap(buffer, 0);
            if (header.templateId() == CommandSequencedDecoder.TEMPLATE_ID) {
                OrderCommand command = new OrderCommand();
                codec.decode(
                        buffer, MessageHeaderDecoder.ENCODED_LENGTH + CommandSequencedDecoder.BLOCK_LENGTH, command);
                if (command.symbolId() == opening.gate().symbolId()) {
                    sequenced.add(command);
                }
            }
        }
        return sequenced;
    }

    /**
     * A replica shows a closed gate.
     *
     * @param epoch in which it is the primary, 0 if it is not
     */
    public void showed(String worker, int partition, long epoch, int symbolId) {
        for (GateAsked gate : asked) {
            if (gate.worker().equals(worker)
                    && gate.partition() == partition
                    && gate.epoch() == epoch
                    && gate.symbolId() == symbolId) {
                return;
            }
        }
        throw new Violation(
                "I12",
                "partition " + partition + " at " + worker + (epoch == 0 ? ", which does not lead it," : "")
                        + " has a gate before symbol number " + symbolId + " that nobody asked for"
                        + (epoch == 0 ? "" : " in epoch " + epoch));
    }
}
