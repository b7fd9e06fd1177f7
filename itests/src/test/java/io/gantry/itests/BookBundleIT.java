package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.partition.BookView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;

/** The bundle that brings the book stops and starts again while its books trade. */
@ExtendWith(ContainerExtension.class)
final class BookBundleIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int PARTITION = 1;
    private static final int OTHER_PARTITION = 2;
    private static final int SOME = 500;

    @Test
    void shouldGoOnTradingAndWaitWithNewSymbolsWhenTheBundleOfTheBookIsStopped(Services services, Engine engine)
            throws Exception {
        engine.awaitServing();
        int symbolId = engine.list("GOES", PARTITION);
        Bundle bundle = services.bundle("io.gantry.orderbook");
        try (Trading trading = new Trading("GOES", 51, 501, engine.ports())) {
            trading.send(SOME);
            trading.awaitOutcomes();

            bundle.stop();
            trading.send(SOME);
            trading.awaitOutcomes();
            int lateId = engine.list("LATER", OTHER_PARTITION);
            List<String> booksWhileStopped =
                    engine.reports().stream().map(report -> report.book()).toList();
            bundle.start();

            assertThat(booksWhileStopped).as("books of new symbols").containsOnly("");
            await("the symbol that was listed meanwhile")
                    .atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> engine.book(OTHER_PARTITION, lateId).book().equals("flat 1"));
            trading.send(SOME);
            trading.awaitOutcomes();
            BookView book = engine.book(PARTITION, symbolId);
            assertThat(book.commandSequence()).isEqualTo(3L * SOME);
            trading.check(book);
            assertThat(engine.reports()).allMatch(report -> report.state().equals("SERVING"));
        } finally {
            bundle.start();
        }
    }
}
