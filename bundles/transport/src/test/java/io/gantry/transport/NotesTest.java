package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.cluster.Peers;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one worker tells another. Notes carry a number, so that loss, repetition and disorder can be seen. */
final class NotesTest {

    private static final int LIMIT_BYTES = 4 << 20;

    private final FakeWorker one = new FakeWorker("w1");
    private final FakeWorker two = new FakeWorker("w2");
    private final List<Transport> started = new ArrayList<>();
    private final List<Relay> relays = new ArrayList<>();
    private final Ear ear = new Ear();

    @TempDir
    Path home;

    @AfterEach
    void close() throws IOException {
        ear.hold.get().countDown();
        started.forEach(Transport::stop);
        for (Relay relay : relays) {
            relay.close();
        }
    }

    @Test
    void shouldTellInOrderWhenTheFirstNotesComeBeforeTheConnection() {
        Peers peers = startBoth();

        IntStream.range(0, 5_000).forEach(number -> peers.tell("w2", "ear", Ear.note(number, 40)));

        await().until(() -> ear.numbers.contains(4_999));
        // while there was no connection only the newest few were kept
        int first = ear.numbers.get(0);
        assertThat(ear.numbers)
                .containsExactlyElementsOf(IntStream.range(first, 5_000).boxed().toList());
        assertThat(ear.tellers).containsOnly("w1");
    }

    @Test
    void shouldCarryTheLongestAndTheShortestNote() {
        Peers peers = startBoth();
        connect(peers);
        ByteBuffer longest = Ear.note(1, Peers.MAX_MESSAGE_BYTES);
        longest.put(Peers.MAX_MESSAGE_BYTES - 1, (byte) 42);

        peers.tell("w2", "ear", longest);
        await().until(() -> ear.numbers.contains(1));

        assertThat(ear.last.get()).isEqualTo(longest.array());
        peers.tell("w2", "ear", ByteBuffer.allocate(0));
        await().until(() -> ear.last.get().length == 0);
        assertThatThrownBy(() -> peers.tell("w2", "ear", ByteBuffer.allocate(Peers.MAX_MESSAGE_BYTES + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("note of 1048577 bytes to ear of worker w2, allowed are up to 1048576");
    }

    @Test
    void shouldLeaveTheCallersBufferAsItWas() {
        Peers peers = startBoth();
        ByteBuffer buffer = ByteBuffer.allocate(50)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(10, 77)
                .position(10)
                .limit(30);

        connect(peers);
        peers.tell("w2", "ear", buffer);
        await().until(() -> ear.numbers.contains(77));
        peers.tell("w1", "ear", buffer);

        assertThat(ear.last.get()).hasSize(20);
        assertThat(buffer.position()).isEqualTo(10);
        assertThat(buffer.limit()).isEqualTo(30);
    }

    @Test
    void shouldHandOverToItselfWhenAWorkerTellsItself() {
        Ear own = new Ear();
        one.peerServices.add(() -> Optional.of(own));
        Peers peers = startBoth();

        IntStream.range(0, 100).forEach(number -> peers.tell("w1", "ear", Ear.note(number, 40)));

        await().until(() -> own.numbers.size() == 100);
        assertThat(own.numbers)
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(own.tellers).containsOnly("w1");
        assertThat(ear.numbers).isEmpty();
    }

    @Test
    void shouldGoOnWhenAServiceFailsOrIsNotThere() {
        Peers peers = startBoth();
        connect(peers);
        ear.failure = Optional.of(new IllegalStateException("no more room"));
        IntStream.range(0, 5).forEach(number -> peers.tell("w2", "ear", Ear.note(number, 40)));
        peers.tell("w2", "nobody", Ear.note(5, 40));
        await().until(() -> ear.numbers.contains(4));
        ear.failure = Optional.empty();

        peers.tell("w2", "ear", Ear.note(6, 40));

        await().until(() -> ear.numbers.contains(6));
        assertThat(ear.numbers).doesNotContain(5);
    }

    @Test
    void shouldDropWhatIsBeyondTheLimitAndKeepTheConnectionWhenTheOtherSideIsSlow() throws IOException {
        Peers peers = startBoth();
        Relay relay = relay();
        connect(peers);
        ear.numbers.clear();
        ear.hold.set(new CountDownLatch(1));

        IntStream.range(0, 400).forEach(number -> peers.tell("w2", "ear", Ear.note(number, 256 * 1024)));
        ear.hold.get().countDown();
        await().until(() -> isQuiet(ear));
        peers.tell("w2", "ear", Ear.note(1_000, 40));

        await().until(() -> ear.numbers.contains(1_000));
        assertThat(ear.numbers).isSorted().doesNotHaveDuplicates().contains(0, 1, 2);
        assertThat(ear.numbers).as("dropped").hasSizeLessThan(400);
        assertThat(relay.accepted).hasValue(1);
    }

    @Test
    void shouldLoseAndNeitherRepeatNorReorderWhenTheConnectionIsCutAgainAndAgain() throws Exception {
        Peers peers = startBoth();
        Relay relay = relay();
        int number = 0;

        for (int cut = 0; cut < 10; cut++) {
            int from = number;
            while (number < from + 2_000 || ear.numbers.isEmpty() || ear.numbers.get(ear.numbers.size() - 1) < from) {
                peers.tell("w2", "ear", Ear.note(number++, 100));
                if (number % 100 == 0) {
                    TimeUnit.MICROSECONDS.sleep(100);
                }
            }
            relay.cut();
        }
        int end = number;
        await().until(() -> {
            peers.tell("w2", "ear", Ear.note(end, 100));
            return ear.numbers.contains(end);
        });

        List<Integer> heard = List.copyOf(ear.numbers);
        List<Integer> before = heard.subList(0, heard.indexOf(end));
        assertThat(before).isSorted().doesNotHaveDuplicates();
        assertThat(relay.accepted).hasValueGreaterThanOrEqualTo(10);
    }

    @Test
    void shouldKeepTheNewestFewWhenTheWorkerIsNotReachedYet() throws IOException {
        Peers peers = startBoth();
        int port = two.worker("w2").orElseThrow().port();
        started.remove(1).stop();
        try (ServerSocket busy = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            peers.tell("w2", "ear", Ear.note(0, 40));
            try (Socket silent = busy.accept()) {
                assertThat(new DataInputStream(silent.getInputStream()).read()).isPositive();

                IntStream.range(1, 200).forEach(number -> peers.tell("w2", "ear", Ear.note(number, 40)));
            }
        }
        startSecond(port, "first");

        await().until(() -> ear.numbers.contains(199));
        assertThat(ear.numbers)
                .containsExactlyElementsOf(IntStream.range(136, 200).boxed().toList());
    }

    @Test
    void shouldFindTheWorkerAgainWhenItWasRestartedElsewhereAndTheOldConnectionIsSilent() throws IOException {
        Peers peers = startBoth();
        try (ServerSocket dead = new ServerSocket(0)) {
            one.memberAt("w3", dead.getLocalPort(), "first");
            peers.tell("w3", "ear", Ear.note(0, 40));
            try (Socket halfOpen = dead.accept()) {
                byte[] welcome = new byte[64];
                ByteBuffer message = PeerMessages.welcome(1, "w3");
                int length = message.remaining();
                message.get(welcome, 4, length);
                ByteBuffer.wrap(welcome).order(ByteOrder.LITTLE_ENDIAN).putInt(length);
                halfOpen.getOutputStream().write(welcome, 0, 4 + length);

                FakeWorker three = new FakeWorker("w3");
                three.peerServices.add(() -> Optional.of(ear));
                Transport third = new Transport(TestSettings.of("w3", home.resolve("w3")), three.services());
                started.add(third);
                one.memberAt("w3", third.start(), "second");

                await().atMost(Duration.ofSeconds(20)).until(() -> {
                    peers.tell("w3", "ear", Ear.note(7, 40));
                    return ear.numbers.contains(7);
                });
            }
        }
    }

    @Test
    void shouldTellAgainWhenAWorkerThatWasNotThereComes() {
        Peers peers = startBoth();
        one.memberGone("w2");
        peers.tell("w2", "ear", Ear.note(1, 40));
        peers.tell("w9", "ear", Ear.note(2, 40));

        one.memberAt("w2", two.worker("w2").orElseThrow().port(), "first");

        await().until(() -> {
            peers.tell("w2", "ear", Ear.note(3, 40));
            return ear.numbers.contains(3);
        });
        assertThat(ear.numbers).doesNotContain(2);
    }

    @Test
    void shouldArriveWhenACallBeforeItIsStuckOnItsWay() throws Exception {
        Peers peers = startBoth();
        Relay relay = relay();
        connect(peers);
        relay.hold();
        CompletionStage<byte[]> stuck = peers.call("w2", "ear", new byte[Peers.MAX_MESSAGE_BYTES]);
        await().until(() -> relay.accepted.get() == 2);

        peers.tell("w2", "ear", Ear.note(5, 40));

        await().until(() -> ear.numbers.contains(5));
        assertThat(stuck.toCompletableFuture()).isNotDone();
        relay.release();
        assertThat(stuck.toCompletableFuture().get(20, TimeUnit.SECONDS)).hasSize(Peers.MAX_MESSAGE_BYTES);
    }

    @Test
    void shouldTakeNothingMoreWhenThisWorkerIsStopped() {
        Peers peers = startBoth();
        connect(peers);

        started.remove(0).stop();
        peers.tell("w2", "ear", Ear.note(9, 40));
        peers.tell("w1", "ear", Ear.note(9, 40));
        peers.tell("w4", "ear", Ear.note(9, 40));

        assertThat(ear.numbers).doesNotContain(9);
    }

    private static boolean isQuiet(Ear ear) throws InterruptedException {
        int before = ear.numbers.size();
        TimeUnit.MILLISECONDS.sleep(200);
        return before > 0 && ear.numbers.size() == before;
    }

    private void connect(Peers peers) {
        await().until(() -> {
            peers.tell("w2", "ear", Ear.note(-2, 40));
            return ear.numbers.contains(-2);
        });
    }

    /** Puts itself between the two workers. */
    private Relay relay() throws IOException {
        Relay relay = new Relay(one.worker("w2").orElseThrow().port());
        relays.add(relay);
        one.memberAt("w2", relay.port(), "first");
        return relay;
    }

    private Peers startBoth() {
        two.peerServices.add(() -> Optional.of(ear));
        Transport first = new Transport(settings("w1", 0), one.services());
        started.add(first);
        one.memberAt("w1", first.start(), "first");
        startSecond(0, "first");
        return first.peers();
    }

    private void startSecond(int port, String incarnation) {
        Transport second = new Transport(settings("w2", port), two.services());
        started.add(second);
        int bound = second.start();
        one.memberAt("w2", bound, incarnation);
        two.memberAt("w2", bound, incarnation);
    }

    private TransportSettings settings(String worker, int port) {
        return new TransportSettings(
                worker,
                "127.0.0.1",
                port,
                home.resolve(worker),
                TestSettings.CREDENTIALS,
                2,
                new TransportSettings.Limits(1024, 2 << 20, 32 * 1024, 256 * 1024, LIMIT_BYTES),
                new TransportSettings.Patience(5_000, 2_000, 20_000));
    }
}
