package io.gantry.cli.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One stop of some workers: all are asked first, then awaited together. */
final class ClusterStop {

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private final Duration limit;
    private final boolean isForced;
    private final Map<WorkerEntry, WorkerProcess> asked = new LinkedHashMap<>();
    private final List<WorkerEntry> ended = new ArrayList<>();

    /** @param isForced whether workers are killed that are still there after the limit */
    ClusterStop(Duration limit, boolean isForced) {
        this.limit = limit;
        this.isForced = isForced;
    }

    void terminate(WorkerEntry worker, WorkerProcess process) {
        process.terminate();
        asked.put(worker, process);
    }

    /** @throws ClusterException if some did not stop within the limit */
    void awaitAll() {
        Deadline deadline = Deadline.after(limit);
        List<String> late = new ArrayList<>();
        asked.forEach((worker, process) -> {
            if (!process.awaitEnd(Duration.ofMillis(deadline.leftMillis()))) {
                late.add(worker.name() + " (pid " + process.pid() + ")");
                if (isForced) {
                    process.kill();
                    process.awaitEnd(AFTER_KILL);
                }
            }
            if (!process.isAlive()) {
                ended.add(worker.withPid(WorkerEntry.NO_PROCESS));
            }
        });
        if (!late.isEmpty()) {
            throw new ClusterException(late.stream().collect(Collectors.joining(", ")) + " did not stop within "
                    + limit.toSeconds() + " s"
                    + (isForced ? " and had to be killed" : "; `gantry stop --force` kills what does not stop"));
        }
    }

    /** The workers that were asked, by name. */
    List<String> asked() {
        return asked.keySet().stream().map(WorkerEntry::name).toList();
    }

    /** The workers that have no process any more. */
    List<WorkerEntry> ended() {
        return ended;
    }
}
