package io.gantry.migration;

import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.PlanStep;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.partition.Cut;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One migration's state and figures. Changed by the migration's thread, read by any. */
final class MigrationSession {

    private static final Logger LOG = LoggerFactory.getLogger(MigrationSession.class);

    private static final int MAX_DETAIL_LENGTH = 2_000;

    private final String id;
    private final MigrationPlan plan;
    private final List<MovingSymbol> symbols;
    private final MigrationTime time;
    private final long startNanos;

    private MigrationState state = MigrationState.PLANNED;
    private String step = "";
    private String detail = "";
    private List<Cut> cuts = List.of();
    private long snapshotBytes;
    private boolean gated;
    private long gatedNanos;
    private long pauseNanos;
    private long endNanos;

    MigrationSession(String id, MigrationPlan plan, List<MovingSymbol> symbols, MigrationTime time) {
        this.id = id;
        this.plan = plan;
        this.symbols = List.copyOf(symbols);
        this.time = time;
        this.startNanos = time.nanos();
    }

    String id() {
        return id;
    }

    MigrationPlan plan() {
        return plan;
    }

    MigrationRequest request() {
        return plan.request();
    }

    /** What moves, in the order of the request. */
    List<MovingSymbol> symbols() {
        return symbols;
    }

    int sourcePartition() {
        return request().source().partition();
    }

    int targetPartition() {
        return request().target().partition();
    }

    synchronized MigrationState state() {
        return state;
    }

    /** Whether the target is the owner. */
    synchronized boolean isSwitched() {
        return state == MigrationState.SWITCHED || state == MigrationState.COMMITTED;
    }

    /**
     * The only way from one state to another.
     *
     * @param reason why, for the log; where it is bad news it also becomes the report's detail
     * @throws IllegalStateException if the table of transitions does not know the step
     */
    void moveTo(MigrationState next, String reason) {
        MigrationState before;
        synchronized (this) {
            before = state;
            if (!Transitions.isAllowed(before, next)) {
                throw new IllegalStateException(description() + ": no way from " + before + " to " + next);
            }
            state = next;
            if (before == MigrationState.IN_DOUBT) {
                detail = "";
            }
            if (isBadNews(next)) {
                note(reason);
            }
            if (next.isEnd()) {
                endNanos = time.nanos();
            }
        }
        if (isBadNews(next)) {
            LOG.warn("{} {} -> {}: {}", description(), before, next, reason);
        } else {
            LOG.info("{} {} -> {}: {}", description(), before, next, reason);
        }
    }

    private static boolean isBadNews(MigrationState next) {
        return next == MigrationState.IN_DOUBT || next == MigrationState.ROLLING_BACK;
    }

    /** A step begins. */
    synchronized void begin(PlanStep next) {
        step = next.kind().label();
        LOG.info("{} {}: {}", description(), state, next);
    }

    /** Adds to the report's detail. */
    synchronized void note(String text) {
        String joined = detail.isEmpty() ? text : detail + "; " + text;
        detail = joined.length() > MAX_DETAIL_LENGTH ? joined.substring(0, MAX_DETAIL_LENGTH) + "..." : joined;
    }

    /** From now on commands are held. */
    synchronized void gated() {
        gated = true;
        gatedNanos = time.nanos();
    }

    /** From now on commands are served again, wherever that is. */
    synchronized void served() {
        if (gated) {
            gated = false;
            pauseNanos = time.nanos() - gatedNanos;
        }
    }

    /** What the source froze at. */
    synchronized void cuts(List<Cut> atSource) {
        cuts = List.copyOf(atSource);
    }

    synchronized List<Cut> cuts() {
        return cuts;
    }

    /** So many bytes more have been copied. */
    synchronized void copied(long bytes) {
        snapshotBytes += bytes;
    }

    /** What log lines call it. */
    String description() {
        return report().description();
    }

    synchronized MigrationReport report() {
        long now = state.isEnd() ? endNanos : time.nanos();
        return new MigrationReport(
                id,
                request().strategy(),
                request().symbols(),
                request().source(),
                request().target(),
                state,
                step,
                detail,
                cuts.stream().mapToLong(Cut::restingOrders).sum(),
                TimeUnit.NANOSECONDS.toMicros(gated ? now - gatedNanos : pauseNanos),
                TimeUnit.NANOSECONDS.toMillis(now - startNanos),
                snapshotBytes,
                cuts.stream().map(MigrationSession::hashOf).collect(Collectors.joining(",")));
    }

    private static String hashOf(Cut cut) {
        return String.format("%016x", cut.stateHash());
    }

    /** Budget of a step of the plan. */
    Duration budgetOf(StepKind kind) {
        return plan.steps().stream()
                .filter(planned -> planned.kind() == kind)
                .findFirst()
                .orElseThrow()
                .budget();
    }
}
