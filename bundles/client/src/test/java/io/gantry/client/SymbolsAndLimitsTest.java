package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.client.FakeWorker.Received;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What callers are told and held to before a command leaves. */
final class SymbolsAndLimitsTest extends ThreeWorkers {

    @Test
    void shouldTakeNoMoreThanTheLimitAllowsInFlight() throws Exception {
        reconnect(builder().maxInFlightPerSymbol(2));
        submit(2);

        assertThat(client.trySubmit("S", order(3), outcomes)).isEqualTo(GantryClient.NOT_TAKEN);
        assertThat(client.trySubmit("T", order(4), outcomes)).isEqualTo(3);
        CompletableFuture<Long> blocked = CompletableFuture.supplyAsync(() -> client.submit("S", order(5), outcomes));
        answer(w1.next());

        assertThat(blocked.get(10, TimeUnit.SECONDS)).isEqualTo(4);
    }

    @Test
    void shouldRefuseToBlockItsOwnThread() throws Exception {
        reconnect(builder().maxInFlightPerSymbol(1));
        AtomicReference<RuntimeException> thrown = new AtomicReference<>();
        client.submit("T", order(1), outcomes);
        client.submit("S", order(1)).whenComplete((answer, failure) -> {
            try {
                client.submit("T", order(2), outcomes);
            } catch (IllegalStateException refused) {
                thrown.set(refused);
            }
        });

        for (Received received : take(w1, 2)) {
            if (received.command().symbolId() == S) {
                answer(received);
            }
        }

        await().until(() -> thrown.get() != null);
        assertThat(thrown.get()).hasMessageContaining("trySubmit");
    }

    @Test
    void shouldNameTheSymbolWhenItIsNotKnown() {
        assertThatThrownBy(() -> client.submit("NOPE", order(1)))
                .isInstanceOf(UnknownSymbolException.class)
                .hasMessage("unknown symbol 'NOPE': not among the 2 symbols of the routes of version 5");
    }

    @Test
    void shouldWaitUntilEveryWorkerKnowsASymbol() {
        assertThatThrownBy(() -> client.awaitSymbols(List.of("S", "NEW"), Duration.ofMillis(100)))
                .isInstanceOf(UnknownSymbolException.class)
                .hasMessage("no worker knows [NEW], after 100 ms");
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> client.awaitSymbols(List.of("S", "NEW"), Duration.ofSeconds(10)));
        w1.routes = w1.routes.symbol("NEW", 3, 2, 1);
        await().until(() -> client.symbols().size() == 3);
        assertThat(waiting).isNotDone();

        w2.routes = w1.routes;
        w3.routes = w1.routes;

        await().until(waiting::isDone);
        assertThat(waiting).isCompleted();
        assertThat(client.route("NEW").worker()).isEqualTo("w2");
    }

    @Test
    void shouldListWorkersAndSymbolsByName() {
        assertThat(client.workers()).extracting(WorkerRoute::name).containsExactly("w1", "w2", "w3");
        assertThat(client.workers().get(0).partitions()).containsExactly(1);
        assertThat(client.symbols()).extracting(SymbolRoute::symbol).containsExactly("S", "T");
    }
}
