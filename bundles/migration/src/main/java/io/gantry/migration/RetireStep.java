package io.gantry.migration;

import io.gantry.engine.api.partition.ExportSide;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the source drop its copies and answer MOVED. After the switch, so it may be late but cannot fail the migration. */
final class RetireStep implements Step {

    private static final Logger LOG = LoggerFactory.getLogger(RetireStep.class);

    private final MigrationSession session;
    private final Patience patience;
    private final ExportSide source;
    private final Cutover cutover;

    RetireStep(MigrationSession session, Patience patience, Ends ends, Cutover cutover) {
        this.session = session;
        this.patience = patience;
        this.source = ends.source();
        this.cutover = cutover;
    }

    @Override
    public void run(long deadlineNanos) {
        Optional<String> failure = patience.insist(
                () -> Ends.forEach(
                        session.symbols(),
                        symbol -> source.release(
                                session.sourcePartition(),
                                symbol.symbolId(),
                                session.id(),
                                session.targetPartition(),
                                symbol.targetEpoch())),
                deadlineNanos);
        failure.ifPresent(why -> {
            session.note("the source still holds its copy: " + why);
            LOG.error("{}: the source still holds its copy, and answers TRY_AGAIN: {}", session.description(), why);
        });
        cutover.publish();
    }
}
