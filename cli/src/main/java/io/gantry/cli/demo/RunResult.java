package io.gantry.cli.demo;

import io.gantry.cli.check.CheckReport;
import io.gantry.cli.check.CheckResult;
import io.gantry.cli.flow.Flow;
import io.gantry.engine.api.migration.MigrationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a run went.
 *
 * @param flow what was sent
 * @param acknowledged commands that were executed or rejected
 * @param times how fast
 * @param report the verdict on the recording, if one was possible
 * @param moves how the moves went, if any were wanted
 * @param checks those of the verdict and of the run
 */
record RunResult(
        Flow flow,
        long acknowledged,
        RunTimes times,
        Optional<CheckReport> report,
        Optional<List<MigrationReport>> moves,
        List<CheckResult> checks) {

    RunResult {
        checks = List.copyOf(checks);
    }

    /** Whether every check passed. */
    boolean passed() {
        return checks.stream().allMatch(CheckResult::passed);
    }

    /** The same with one more check. */
    RunResult with(CheckResult check) {
        List<CheckResult> all = new ArrayList<>(checks);
        all.add(check);
        return new RunResult(flow, acknowledged, times, report, moves, all);
    }

    List<MigrationReport> migrations() {
        return moves.orElseGet(List::of);
    }
}
