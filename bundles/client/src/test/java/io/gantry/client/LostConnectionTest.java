package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Received;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections that are cut, refused or silent. */
final class LostConnectionTest extends ThreeWorkers {

    @Test
    void shouldSendTheSameIdsAgainWhenTheConnectionIsLost() throws Exception {
        submit(3);
        answer(take(w1, 3).get(0));
        await().until(() -> outcomes.done() == 1);

        w1.cutConnections();
        submit(1);

        List<Received> again = take(w1, 3);
        assertThat(links(again)).containsExactly("2>1", "3>2", "4>3");
        again.forEach(ThreeWorkers::answer);
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L, 2L, 3L, 4L));
    }

    @Test
    void shouldFindTheNewOwnerWhenTheOldOneIsGone() throws Exception {
        submit(3);
        answer(take(w1, 3).get(0));
        await().until(() -> outcomes.done() == 1);
        w2.routes = w2.routes.partition(1, 2, "w2", w2.port());
        w3.routes = w2.routes;

        w1.goAway();

        assertThat(links(take(w2, 2))).containsExactly("2>1", "3>2");
        assertThat(client.route("S").port()).isEqualTo(w2.port());
    }

    @Test
    void shouldAskAStandbyThatOnlyTheRoutesNamedWhenAllOthersAreGone() throws Exception {
        try (FakeWorker standby = new FakeWorker()) {
            w1.routes = w1.routes.standby(standby.port());
            standby.routes = w1.routes.partition(1, 2, "w4", standby.port());
            reconnect(GantryClient.builder().seed("127.0.0.1", w1.port()).clientId(CLIENT));
            w2.goAway();
            w3.goAway();
            submit(2);
            take(w1, 2);

            w1.goAway();

            assertThat(links(take(standby, 2))).containsExactly("1>0", "2>1");
        }
    }

    @Test
    void shouldGoOnAskingForRoutesWhenTheNewOwnerIsNotNamedYet() throws Exception {
        submit(1);
        w1.next();
        w1.goAway();
        int asked = w2.routeQueries.get() + w3.routeQueries.get();
        await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > asked + 3);

        w2.routes = w2.routes.partition(1, 2, "w2", w2.port());

        assertThat(links(take(w2, 1))).containsExactly("1>0");
    }

    @Test
    void shouldTryAgainWhenTheWorkerComesBack() throws Exception {
        submit(2);
        take(w1, 2);
        w1.goAway();
        await().until(() -> w2.routeQueries.get() + w3.routeQueries.get() > 0);

        w1.comeBack();

        assertThat(links(take(w1, 2))).containsExactly("1>0", "2>1");
    }

    @Test
    void shouldOpenTheConnectionAnewWhenTheWorkerFallsSilent() throws Exception {
        reconnect(builder().answerTimeout(Duration.ofMillis(300)));
        submit(1);
        w1.next();
        int before = w1.connections.get();
        w1.isMute = true;
        await().until(() -> w1.connections.get() > before);

        w1.isMute = false;
        w1.cutConnections();

        answer(w1.next());
        await().untilAsserted(() -> assertThat(outcomes.answered).containsExactly(1L));
    }

    @Test
    void shouldNameTheAddressesWhenNobodyCanBeReached() throws IOException {
        w1.goAway();
        GantryClientBuilder builder = GantryClient.builder()
                .seed("127.0.0.1", w1.port())
                .clientId(CLIENT)
                .connectTimeout(Duration.ofMillis(200));

        assertThatThrownBy(builder::connect)
                .isInstanceOf(NotConnectedException.class)
                .hasMessageStartingWith("no worker could be reached within 200 ms: 127.0.0.1:" + w1.port() + ": ")
                .hasMessageContaining("refused");
    }
}
