package io.gantry.benchmarks.machine;

import io.gantry.benchmarks.measure.Percentiles;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/** Measures the machine. */
public final class MachineRun {
    private static final int BLOCK_BYTES = 4 << 10;
    private static final int BATCH_BYTES = 64 << 10;

    private MachineRun() {}

    /** Runs all probes. */
    public static MachineSample run(MachineTask task) {
        Path folder = Path.of(task.folder());
        Percentiles loopback = LoopbackProbe.run(task.messageBytes(), task.nanos());
        Percentiles sync = Percentiles.of(SyncProbe.run(folder, BLOCK_BYTES, task.nanos()));
        Histogram batches = SyncProbe.run(folder, BATCH_BYTES, task.nanos());
        double records = (double) BATCH_BYTES / task.messageBytes();
        return new MachineSample(loopback, sync, records * 1e9 / batches.getMean());
    }
}
