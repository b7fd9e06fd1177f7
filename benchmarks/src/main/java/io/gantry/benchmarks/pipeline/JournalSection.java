package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.fork.ScratchFolder;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.machine.MachineSample;
import io.gantry.benchmarks.machine.MachineTask;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.report.Measure;
import io.gantry.benchmarks.wire.FlowCommands;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.protocol.sbe.CommandSequencedEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import java.nio.file.Path;

/** One worker over TCP that syncs what it acknowledges, and beside it what loopback and disk can do by themselves in the same minute. */
final class JournalSection implements Section {
    static final String NAME = "journal";
    private static final String MACHINE = "the machine alone";
    private static final int RECORD_BYTES = Journal.recordBytes(
            MessageHeaderEncoder.ENCODED_LENGTH + CommandSequencedEncoder.BLOCK_LENGTH + FlowCommands.LENGTH);
    private static final LinkFigures FIGURES = new LinkFigures(NAME, 20_000, 4_096);

    private final PipelinePlan plan;
    private final long seed;
    private final Path folder;
    private final Progress progress;

    JournalSection(PipelinePlan plan, long seed, Path folder, Progress progress) {
        this.plan = plan;
        this.seed = seed;
        this.folder = folder;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(int run, Board board) {
        String what = NAME + ", run " + (run + 1) + " of " + plan.runs() + ", ";
        LinkSample gantry = progress.timed(
                what + "gantry",
                () -> new WorkerLoad(folder, plan, FIGURES).run(1, Durability.REPLICATED_FSYNC, seed + run));
        MachineSample machine = progress.timed(what + MACHINE, this::machine);
        FIGURES.gantry(board, gantry);
        board.peer(
                FIGURES.flooded(),
                MACHINE + ", records of " + RECORD_BYTES + " bytes, 64 KiB a sync",
                machine.recordsPerSecond());
        board.peer(
                Measure.latency(NAME, "round trip on the loopback"),
                MACHINE,
                InProcessSection.micros(machine.loopback()));
        board.peer(Measure.latency(NAME, "4 KiB written and synced"), MACHINE, InProcessSection.micros(machine.sync()));
    }

    private MachineSample machine() {
        try (ScratchFolder scratch = ScratchFolder.in(folder, "gantry-bench-disk")) {
            return Forks.small()
                    .run(
                            ForkKind.MACHINE,
                            new MachineTask(scratch.path().toString(), RECORD_BYTES, plan.nanos()),
                            MachineSample.class);
        }
    }
}
