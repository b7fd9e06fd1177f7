package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.migration.MigrationObserver;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.StepKind;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.ServiceRegistration;

/** Whatever goes wrong before the switch, the source trades on and nobody misses anything. */
@ExtendWith(ContainerExtension.class)
final class MigrationRollbackIT {

    private static final int COMMANDS = 2_000;
    private static final int SOURCE = 1;
    private static final int TARGET = 2;

    @ParameterizedTest
    @EnumSource(names = "RETIRE", mode = EnumSource.Mode.EXCLUDE)
    void shouldTradeOnAtTheSourceWhenAStepFailsBeforeTheSwitch(StepKind step, Services services, Engine engine)
            throws Exception {
        engine.awaitServing();
        String symbol = "FAILS-" + step.ordinal();
        int symbolId = engine.list(symbol, SOURCE);
        ServiceRegistration<?> objecting = services.register(MigrationObserver.class, new Objecting(step));
        try (Trading trading = new Trading(symbol, 31 + step.ordinal(), 401 + step.ordinal(), engine.ports())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> trading.send(COMMANDS));

            MigrationReport failed = engine.move(symbol, TARGET, "freeze-switch");
            objecting.unregister();
            MigrationReport repeated = engine.move(symbol, TARGET, "freeze-switch");
            sending.join();
            trading.awaitOutcomes();

            assertThat(failed.state()).as("%s", failed).isEqualTo(MigrationState.ROLLED_BACK);
            assertThat(failed.detail()).contains("not before " + step.label());
            assertThat(repeated.state()).as("%s", repeated).isEqualTo(MigrationState.COMMITTED);
            trading.check(engine.book(TARGET, symbolId));
        }
    }

    private record Objecting(StepKind refused) implements MigrationObserver {

        @Override
        public void before(MigrationReport migration, StepKind step) {
            if (step == refused) {
                throw new IllegalStateException("not before " + step.label());
            }
        }
    }
}
