package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.protocol.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of commands that are not executed. */
final class OutcomeTest extends ThreeWorkers {

    @Test
    void shouldFailWithUnknownOutcomeWhenNobodyAnswersInTime() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(300)));
        submit(1);
        w1.next();

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L))
                .isInstanceOf(UnknownOutcomeException.class)
                .hasMessage(
                        "symbol S, client 42, request 1: outcome unknown: given up after 300 ms; last: no answer came");
    }

    @Test
    void shouldFailWithNotExecutedWhenItWasRefusedUntilTheTimeWasOver() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(300)));
        w1.onCommand = (session, command) -> session.refuse(command, Cause.OVERLOADED, 5);
        submit(2);

        await().until(() -> outcomes.done() == 2);

        assertThat(outcomes.failed.values()).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(NotExecutedException.class);
            assertThat(((NotExecutedException) failure).refusal()).isEqualTo(Cause.OVERLOADED);
        });
    }

    @Test
    void shouldFailWithUnknownOutcomeWhenItWasLostOnceAndRefusedEverAfter() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(500)));
        submit(1);
        w1.next();
        w1.onCommand = (session, command) -> session.refuse(command, Cause.OVERLOADED, 5);
        w1.cutConnections();

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void shouldFailWithNotExecutedWhenItCouldNeverBeSent() throws Exception {
        reconnect(builder().giveUpAfter(Duration.ofMillis(300)));
        w1.goAway();
        await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > 0);
        submit(1);

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L)).isInstanceOf(NotExecutedException.class);
        assertThat(outcomes.sent).isEmpty();
    }

    @Test
    void shouldFailWithUnknownOutcomeWhenTheAnswerIsNotKeptAnyMore() throws Exception {
        submit(1);
        refuse(w1.next(), Cause.STALE_REQUEST);

        await().until(() -> outcomes.done() == 1);

        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void shouldTellWhatItKnowsOfEachCommandWhenItIsClosed() throws Exception {
        submit(1);
        w1.next();

        client.close();

        assertThat(outcomes.failed.get(1L)).isInstanceOf(UnknownOutcomeException.class);
        assertThatThrownBy(() -> client.submit("S", order(1), outcomes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
    }
}
