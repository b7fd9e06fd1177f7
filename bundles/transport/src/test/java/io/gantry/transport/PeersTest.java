package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.protocol.sbe.WireSessionKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PeersTest {

    private final FakeWorker one = new FakeWorker("w1");
    private final FakeWorker two = new FakeWorker("w2");
    private final List<Transport> started = new ArrayList<>();

    @TempDir
    Path home;

    @AfterEach
    void close() {
        started.forEach(Transport::stop);
    }

    @Test
    void shouldReturnTheAnswerWhenAServiceOfAnotherWorkerIsCalled() throws Exception {
        offer(two, "echo", request -> CompletableFuture.completedFuture(("w2 got " + text(request)).getBytes()));
        Peers peers = startBoth();

        assertThat(text(get(peers.call("w2", "echo", bytes("hi"))))).isEqualTo("w2 got hi");
    }

    @Test
    void shouldHandRequestsOverInOrderWhenTheyArePipelined() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        offer(two, "log", request -> {
            seen.add(text(request));
            return CompletableFuture.completedFuture(request);
        });
        Peers peers = startBoth();
        List<String> sent = new ArrayList<>();
        List<CompletionStage<byte[]>> answers = new ArrayList<>();

        for (int i = 0; i < 500; i++) {
            sent.add("request " + i);
            answers.add(peers.call("w2", "log", bytes("request " + i)));
        }

        for (int i = 0; i < 500; i++) {
            assertThat(text(get(answers.get(i)))).isEqualTo("request " + i);
        }
        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void shouldCarryTheLongestMessageThatIsAllowedWhenBothWaysUseIt() throws Exception {
        offer(two, "echo", CompletableFuture::completedFuture);
        Peers peers = startBoth();
        byte[] longest = new byte[Peers.MAX_MESSAGE_BYTES];
        longest[longest.length - 1] = 42;

        assertThat(get(peers.call("w2", "echo", longest))).isEqualTo(longest);
        assertThatThrownBy(() -> get(peers.call("w2", "echo", new byte[longest.length + 1])))
                .isInstanceOf(PeerException.class)
                .hasMessage("request of 1048577 bytes to echo of worker w2, allowed are up to 1048576");
    }

    @Test
    void shouldTellTheReasonWhenAServiceFails() {
        offer(two, "throws", request -> {
            throw new IllegalStateException("no more room");
        });
        offer(two, "fails", request -> CompletableFuture.failedFuture(new IllegalArgumentException("bad symbol X")));
        offer(two, "big", request -> CompletableFuture.completedFuture(new byte[Peers.MAX_MESSAGE_BYTES + 1]));
        Peers peers = startBoth();

        assertThatThrownBy(() -> get(peers.call("w2", "throws", bytes(""))))
                .isInstanceOf(PeerException.class)
                .hasMessage("worker w2: no more room");
        assertThatThrownBy(() -> get(peers.call("w2", "fails", bytes("")))).hasMessage("worker w2: bad symbol X");
        assertThatThrownBy(() -> get(peers.call("w2", "none", bytes(""))))
                .hasMessage("worker w2: there is no peer service 'none' here");
        assertThatThrownBy(() -> get(peers.call("w2", "big", bytes(""))))
                .hasMessageContaining("gave an answer of 1048577 bytes");
    }

    @Test
    void shouldFailWhenTheWorkerIsNotThere() {
        Peers peers = startBoth();

        assertThatThrownBy(() -> get(peers.call("w9", "echo", bytes(""))))
                .isInstanceOf(PeerException.class)
                .hasMessageStartingWith("worker w9 is not there; there are [");
    }

    @Test
    void shouldFailWhenNobodyListens() throws IOException {
        Peers peers = startBoth();
        try (ServerSocket free = new ServerSocket(0)) {
            one.memberAt("w3", free.getLocalPort(), "first");
        }

        assertThatThrownBy(() -> get(peers.call("w3", "echo", bytes(""))))
                .hasMessageStartingWith("cannot connect to worker w3 at 127.0.0.1:");
    }

    @Test
    void shouldFailWhenAnotherWorkerAnswersAtTheAddress() {
        Peers peers = startBoth();
        one.memberAt("w3", one.worker("w2").orElseThrow().port(), "first");

        assertThatThrownBy(() -> get(peers.call("w3", "echo", bytes(""))))
                .hasMessage("at the address of worker w3 answers worker w2");
    }

    @Test
    void shouldFailWhenNoAnswerComesInTime() {
        offer(two, "silent", request -> new CompletableFuture<>());
        offer(two, "echo", CompletableFuture::completedFuture);
        Peers peers = startBoth(TestSettings.CREDENTIALS, new TransportSettings.Patience(5_000, 2_000, 300));

        CompletionStage<byte[]> silent = peers.call("w2", "silent", bytes(""));

        assertThatThrownBy(() -> get(silent))
                .hasMessage("worker w2 did not answer silent within 300 ms; it may have done what was asked");
        assertThatThrownBy(() -> get(peers.call("w2", "none", bytes(""))))
                .as("the connection goes on")
                .hasMessageContaining("no peer service");
    }

    @Test
    void shouldFailAllCallsInFlightWhenTheConnectionIsLostAndConnectAgainForTheNext() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        offer(two, "silent", request -> {
            seen.add("called");
            return new CompletableFuture<>();
        });
        offer(two, "echo", CompletableFuture::completedFuture);
        Peers peers = startBoth();
        CompletionStage<byte[]> first = peers.call("w2", "silent", bytes(""));
        CompletionStage<byte[]> second = peers.call("w2", "silent", bytes(""));
        await().until(() -> seen.size() == 2);

        started.remove(1).stop();

        assertThatThrownBy(() -> get(first))
                .isInstanceOf(PeerException.class)
                .hasMessageStartingWith("connection to worker w2 at 127.0.0.1:")
                .hasMessageEndingWith("lost: it said: worker is stopping");
        assertThatThrownBy(() -> get(second)).isInstanceOf(PeerException.class);
        startSecond(TestSettings.of("w2", home.resolve("again")));
        assertThat(text(get(peers.call("w2", "echo", bytes("back"))))).isEqualTo("back");
    }

    @Test
    void shouldRefuseWhenTheSecretIsWrongOrEmpty() {
        Peers wrong = startBoth(new Credentials("test-cluster", "a wrong secret"), patience());
        assertThatThrownBy(() -> get(wrong.call("w2", "echo", bytes(""))))
                .hasMessageEndingWith("it said: the secret is not that of this cluster");
    }

    @Test
    void shouldRefuseWhenTheClusterIsAnother() {
        Peers other = startBoth(new Credentials("other", TestSettings.CREDENTIALS.secret()), patience());

        assertThatThrownBy(() -> get(other.call("w2", "echo", bytes(""))))
                .hasMessageEndingWith("it said: this worker belongs to another cluster");
    }

    @Test
    void shouldRefuseEveryWorkerWhenItsOwnSecretIsEmpty() throws IOException {
        Transport transport = new Transport(
                TestSettings.of("w1", home, new Credentials("test-cluster", ""), patience(), 0), one.services());
        int port = transport.start();
        started.add(transport);

        try (Wire wire = Wire.open(port)) {
            wire.frame(Wire.hello(WireSessionKind.PEER, 0, "test-cluster", ""));

            assertThat(wire.goodbyeAndEnd())
                    .isEqualTo("this worker has no secret configured and takes no other workers");
        }
    }

    @Test
    void shouldAnswerDirectlyWhenAWorkerCallsItself() throws Exception {
        offer(one, "own", request -> CompletableFuture.completedFuture(bytes("own " + text(request))));
        Peers peers = startBoth();

        assertThat(text(get(peers.call("w1", "own", bytes("hi"))))).isEqualTo("own hi");
        assertThatThrownBy(() -> get(peers.call("w1", "none", bytes(""))))
                .isInstanceOf(PeerException.class)
                .hasMessage("worker w1: there is no peer service 'none' here");
    }

    @Test
    void shouldFailCallsWhenThisWorkerIsStopping() {
        offer(two, "silent", request -> new CompletableFuture<>());
        Peers peers = startBoth();
        CompletionStage<byte[]> inFlight = peers.call("w2", "silent", bytes(""));

        started.remove(0).stop();

        assertThatThrownBy(() -> get(inFlight)).hasMessage("worker w1 is stopping");
        assertThatThrownBy(() -> get(peers.call("w2", "silent", bytes("")))).hasMessage("worker w1 is stopping");
    }

    private Peers startBoth() {
        return startBoth(TestSettings.CREDENTIALS, patience());
    }

    private Peers startBoth(Credentials credentialsOfCaller, TransportSettings.Patience patience) {
        Transport caller = new Transport(
                TestSettings.of("w1", home.resolve("w1"), credentialsOfCaller, patience, 0), one.services());
        caller.start();
        started.add(caller);
        startSecond(TestSettings.of("w2", home.resolve("w2")));
        return caller.peers();
    }

    private void startSecond(TransportSettings settings) {
        Transport called = new Transport(settings, two.services());
        one.memberAt("w2", called.start(), settings.home().toString());
        started.add(called);
    }

    private static TransportSettings.Patience patience() {
        return new TransportSettings.Patience(5_000, 2_000, 5_000);
    }

    private static void offer(FakeWorker worker, String name, Function<byte[], CompletionStage<byte[]>> answer) {
        PeerService service = new PeerService() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public CompletionStage<byte[]> handle(byte[] request) {
                return answer.apply(request);
            }
        };
        worker.peerServices.add(() -> Optional.of(service));
    }

    private static byte[] get(CompletionStage<byte[]> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw (Exception) failure.getCause();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
