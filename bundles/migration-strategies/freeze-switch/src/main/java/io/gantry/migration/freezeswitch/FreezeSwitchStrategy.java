package io.gantry.migration.freezeswitch;

import io.gantry.engine.api.migration.ClusterView;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MigrationStrategy;
import io.gantry.engine.api.migration.MigrationStrategyName;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Holds the symbols' commands, copies their books whole, compares, switches, lets go. Nothing trades meanwhile, so nothing
 * can be missed: the pause grows with the books.
 */
@Component(name = "io.gantry.migration.freeze-switch", configurationPid = FreezeSwitchStrategy.PID)
@MigrationStrategyName(name = "freeze-switch")
@Designate(ocd = FreezeSwitchConfig.class)
public final class FreezeSwitchStrategy implements MigrationStrategy {

    /** Without the name's hyphen: FileInstall reads what follows a hyphen in a file's name as the label of a factory configuration. */
    static final String PID = "io.gantry.migration.freezeswitch";

    private final FreezeSwitchConfig config;

    /**
     * @throws IllegalArgumentException if a budget is not above zero, naming its key
     */
    @Activate
    public FreezeSwitchStrategy(FreezeSwitchConfig config) {
        requireAboveZero("pauseBudgetMillis", config.pauseBudgetMillis());
        requireAboveZero("copyBudgetMillis", config.copyBudgetMillis());
        requireAboveZero("verifyBudgetMillis", config.verifyBudgetMillis());
        requireAboveZero("switchBudgetMillis", config.switchBudgetMillis());
        requireAboveZero("retireBudgetMillis", config.retireBudgetMillis());
        this.config = config;
    }

    @Override
    public MigrationPlan plan(MigrationRequest request, ClusterView cluster) {
        return MigrationPlan.of(request)
                .gate()
                .within(Duration.ofMillis(config.pauseBudgetMillis()))
                .copy()
                .within(Duration.ofMillis(config.copyBudgetMillis()))
                .verify()
                .within(Duration.ofMillis(config.verifyBudgetMillis()))
                .switchOwner()
                .within(Duration.ofMillis(config.switchBudgetMillis()))
                .retire()
                .within(Duration.ofMillis(config.retireBudgetMillis()))
                .build();
    }

    private static void requireAboveZero(String key, long millis) {
        if (millis <= 0) {
            throw new IllegalArgumentException(PID + ": " + key + " = " + millis + " is not above zero");
        }
    }
}
