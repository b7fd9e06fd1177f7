package io.gantry.client;

import io.gantry.client.FakeWorker.Received;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Tests against workers whose every answer is scripted. Symbol S (1) is in partition 1 on w1, T (2) in partition 1 too; w2 and w3 have a
 * partition each.
 */
abstract class ThreeWorkers {

    static final int S = 1;
    static final long CLIENT = 42;

    final Outcomes outcomes = new Outcomes();
    FakeWorker w1;
    FakeWorker w2;
    FakeWorker w3;
    GantryClient client;

    @BeforeEach
    void start() throws IOException {
        w1 = new FakeWorker();
        w2 = new FakeWorker();
        w3 = new FakeWorker();
        FakeRoutes routes = FakeRoutes.NONE
                .partition(1, 1, "w1", w1.port())
                .partition(2, 1, "w2", w2.port())
                .partition(3, 1, "w3", w3.port())
                .symbol("S", S, 1, 1)
                .symbol("T", 2, 1, 1);
        w1.routes = routes;
        w2.routes = routes;
        w3.routes = routes;
        client = builder().connect();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        w1.close();
        w2.close();
        w3.close();
    }

    GantryClientBuilder builder() {
        return GantryClient.builder()
                .seed("127.0.0.1", w1.port())
                .seed("127.0.0.1", w2.port())
                .seed("127.0.0.1", w3.port())
                .clientId(CLIENT)
                .resendAfter(Duration.ofMinutes(1))
                .random(new SplittableRandom(1));
    }

    void reconnect(GantryClientBuilder builder) {
        client.close();
        client = builder.connect();
    }

    void submit(int commands) {
        for (int i = 0; i < commands; i++) {
            client.submit("S", order(i + 1), outcomes);
        }
    }

    static OrderCommand order(long orderId) {
        return new OrderCommand().orderId(orderId).account(1).price(100).quantity(1);
    }

    static List<Received> take(FakeWorker worker, int count) throws InterruptedException {
        List<Received> taken = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            taken.add(worker.next());
        }
        return taken;
    }

    static List<String> links(List<Received> received) {
        return received.stream()
                .map(one -> one.command().requestId() + ">" + one.command().follows())
                .toList();
    }

    static void answer(Received received) {
        received.session().answer(received.command(), received.command().requestId());
    }

    static void refuse(Received received, Cause cause) {
        received.session().refuse(received.command(), cause, cause.isFinal() ? 0 : 1);
    }

    static void moved(Received received, int partition, long epoch, FakeWorker to) {
        received.session().moved(received.command(), partition, epoch, to.port());
    }

    static CommandAnswer get(CompletionStage<CommandAnswer> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
