package io.gantry.itests.strategy;

import io.gantry.engine.api.migration.ClusterView;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MigrationStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A strategy as a third party would write it. It is never used on the test's class path but packed into bundles, whose
 * pause budget is a file in the jar: so two jars of one class plan differently.
 */
public final class ResourceBudgetStrategy implements MigrationStrategy {

    /** The file with the pause budget in milliseconds, beside the class. */
    public static final String PAUSE_FILE = "pause-millis.txt";

    @Override
    public MigrationPlan plan(MigrationRequest request, ClusterView cluster) {
        return MigrationPlan.of(request)
                .gate()
                .within(pauseBudget())
                .copy()
                .verify()
                .switchOwner()
                .retire()
                .build();
    }

    private static Duration pauseBudget() {
        try (InputStream file = ResourceBudgetStrategy.class.getResourceAsStream(PAUSE_FILE)) {
            return Duration.ofMillis(Long.parseLong(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
