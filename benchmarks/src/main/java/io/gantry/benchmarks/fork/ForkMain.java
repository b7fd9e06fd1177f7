package io.gantry.benchmarks.fork;

import io.gantry.benchmarks.aeron.EchoTarget;
import io.gantry.benchmarks.aeron.EchoTask;
import io.gantry.benchmarks.dedup.DedupTask;
import io.gantry.benchmarks.inprocess.InProcessRun;
import io.gantry.benchmarks.inprocess.InProcessTask;
import io.gantry.benchmarks.machine.MachineRun;
import io.gantry.benchmarks.machine.MachineTask;
import io.gantry.benchmarks.measure.Books;
import io.gantry.benchmarks.measure.RowRun;
import io.gantry.benchmarks.measure.RowTask;
import io.gantry.benchmarks.recovery.RecoveryRun;
import io.gantry.benchmarks.recovery.RecoveryTask;
import io.gantry.benchmarks.snapshot.SnapshotRun;
import io.gantry.benchmarks.snapshot.SnapshotTask;
import io.gantry.benchmarks.stream.MadeStream;
import io.gantry.benchmarks.stream.StreamCatalogue;
import io.gantry.benchmarks.wire.WireTarget;
import io.gantry.benchmarks.wire.WireTask;
import io.gantry.partition.AnswerTableLoad;
import java.io.IOException;
import java.nio.file.Path;

/** Entry of a fork. */
final class ForkMain {

    private ForkMain() {}

    /** @param arguments kind, file of the task, file for the result */
    public static void main(String[] arguments) throws IOException {
        Path task = Path.of(arguments[1]);
        Object result = switch (ForkKind.valueOf(arguments[0])) {
            case ROW -> row(JsonFile.read(task, RowTask.class));
            case SNAPSHOT -> snapshot(JsonFile.read(task, SnapshotTask.class));
            case IN_PROCESS -> inProcess(JsonFile.read(task, InProcessTask.class));
            case DEDUP -> AnswerTableLoad.run(JsonFile.read(task, DedupTask.class));
            case RECOVERY -> RecoveryRun.run(JsonFile.read(task, RecoveryTask.class));
            case MACHINE -> MachineRun.run(JsonFile.read(task, MachineTask.class));
            case WIRE_CLIENT -> WireTarget.run(JsonFile.read(task, WireTask.class));
            case AERON_CLIENT -> EchoTarget.run(JsonFile.read(task, EchoTask.class));
        };
        JsonFile.write(Path.of(arguments[2]), result);
    }

    private static Object row(RowTask task) {
        StreamCatalogue streams = StreamCatalogue.of(Path.of(task.dataFolder()));
        return RowRun.run(task, streams.named(task.stream()), Books.named(task.book()));
    }

    private static Object inProcess(InProcessTask task) {
        return InProcessRun.run(task, MadeStream.named(task.stream()));
    }

    private static Object snapshot(SnapshotTask task) {
        return SnapshotRun.run(task, Books.named(task.book()));
    }
}
