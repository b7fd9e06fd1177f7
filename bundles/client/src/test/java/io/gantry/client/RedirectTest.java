package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Received;
import io.gantry.protocol.Cause;
import org.junit.jupiter.api.Test;

/** Where commands go when workers say that the symbol is elsewhere, or that there is none. */
final class RedirectTest extends ThreeWorkers {

    @Test
    void shouldAskAnotherWorkerForRoutesWhenWorkersSendItInCircles() throws Exception {
        submit(1);
        FakeWorker[] circle = {w1, w2};
        int askedBefore = w3.routeQueries.get();
        FakeWorker at = w1;

        for (int hop = 0; hop < 5; hop++) {
            Received received = at.next();
            int next = (hop + 1) % 2;
            received.session().moved(received.command(), next + 1, hop + 2, circle[next].port());
            at = circle[next];
        }

        await().until(() -> w1.routeQueries.get() + w2.routeQueries.get() + w3.routeQueries.get() > askedBefore + 1);
        answer(at.next());
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L));
    }

    @Test
    void shouldNotFollowMovedWhenItsEpochIsOlderThanWhatIsKnown() throws Exception {
        submit(1);
        moved(w1.next(), 2, 5, w2);

        moved(w2.next(), 1, 4, w1);

        answer(w2.next());
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L));
        assertThat(w1.commands).isEmpty();
        assertThat(client.route("S").epoch()).isEqualTo(5);
    }

    @Test
    void shouldFollowMovedWhenItHasNoAddressButTheRoutesKnowThePartition() throws Exception {
        submit(1);
        Received received = w1.next();

        received.session().moved(received.command(), 3, 2, 0);

        assertThat(links(take(w3, 1))).containsExactly("1>0");
    }

    @Test
    void shouldSendAgainWhenAWorkerDoesNotKnowTheSymbolYet() throws Exception {
        submit(2);
        take(w1, 2).forEach(one -> refuse(one, Cause.UNKNOWN_SYMBOL));

        assertThat(links(take(w1, 2))).containsExactly("1>0", "2>1");
    }
}
