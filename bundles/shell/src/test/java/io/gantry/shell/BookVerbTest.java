package io.gantry.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.shell.Shell.Answer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A book is shown whichever worker it is on. */
class BookVerbTest {

    private final FakeEngine engine = new FakeEngine();
    private boolean isOtherSilent;
    private final BookPeer other = new BookPeer(engine.host(3));
    private final Peers peers = new Peers() {
        @Override
        public CompletionStage<byte[]> call(String worker, String service, byte[] request) {
            engine.asked.add(worker + " " + service);
            return isOtherSilent
                    ? CompletableFuture.failedStage(new PeerException("worker w2 is not there"))
                    : other.handle(request);
        }

        @Override
        public void tell(String worker, String service, ByteBuffer message) {
            throw new UnsupportedOperationException();
        }
    };
    private final Shell shell =
            new Shell().with("book", new BookVerb(engine.router(), engine.register(), engine.host(1, 2), peers));

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void shouldShowABookOfThisWorker() {
        Answer answer = shell.run("gantry:book S1");

        assertThat(answer.out())
                .containsExactly(
                        "S1 in partition 1 on w1, epoch 1, gate OPEN, market OPEN, command 100, event 200",
                        "4 orders, 1 of them waiting as stops, last trade 100.05, state hash 0000000000000abc,"
                                + " kept by book flat 1",
                        "ORDERS  QUANTITY     BID     ASK  QUANTITY  ORDERS",
                        "     2         7  100.00  100.10         5       1",
                        "                          100.20         1       1");
        assertThat(engine.asked).isEmpty();
    }

    @Test
    void shouldAskTheOwnerWhenTheBookIsElsewhere() {
        assertThat(shell.run("gantry:book S4 --json").json())
                .isEqualTo("{\"symbol\":\"S4\",\"symbolId\":4,\"partition\":3,\"worker\":\"w2\",\"epoch\":1,"
                        + "\"gate\":\"OPEN\",\"book\":\"flat 1\",\"marketState\":\"OPEN\",\"commandSequence\":100,\"eventSequence\":200,"
                        + "\"eventChain\":\"ffffffffffffffff\",\"stateHash\":\"0000000000000abc\",\"orders\":4,\"stops\":1,"
                        + "\"lastTradePrice\":10005,\"priceDecimals\":2,"
                        + "\"bids\":[{\"price\":10000,\"quantity\":7,\"orders\":2}],"
                        + "\"asks\":[{\"price\":10010,\"quantity\":5,\"orders\":1},"
                        + "{\"price\":10020,\"quantity\":1,\"orders\":1}]}");
        assertThat(engine.asked).containsExactly("w2 book");
    }

    @Test
    void shouldShowThisWorkersReplicaWhenAskedForIt() {
        shell.with("replica", new BookVerb(engine.router(), engine.register(), engine.host(1, 2, 3), peers));

        assertThat(shell.run("gantry:replica S4 --here --json").json())
                .contains("\"partition\":3,\"worker\":\"w1\"", "\"commandSequence\":100");
        assertThat(engine.asked).isEmpty();
        assertFails("gantry:book S4 --here", 1, "partition 3 does not hold symbol 4");
        assertFails("gantry:book NOPE --here", 1, "unknown symbol NOPE");
    }

    @Test
    void shouldAskTheRegisterWhenTheRoutesAreOld() {
        OwnerTable moved = engine.register.with(
                List.of(engine.register.symbol("S1").orElseThrow().movedTo(3)));
        engine.register = moved;
        engine.routes = engine.routes.with(List.of(FakeEngine.symbol("S1", 1, 3)));
        isOtherSilent = true;
        engine.register = engine.register.with(
                List.of(engine.register.symbol("S1").orElseThrow().movedTo(2)));

        assertThat(shell.run("gantry:book S1 --json").json()).contains("\"partition\":2,\"worker\":\"w1\"");
    }

    @Test
    void shouldFindASymbolThatTheRoutesDoNotKnowYet() {
        engine.register = engine.register.with(List.of(FakeEngine.symbol("NEW", 5, 1)));

        assertThat(shell.run("gantry:book NEW").status()).isZero();
    }

    @Test
    void shouldSayWhyWhenThereIsNoBook() {
        assertFails("gantry:book NOPE", 1, "unknown symbol NOPE");
        isOtherSilent = true;
        assertFails("gantry:book S4", 1, "worker w2 is not there");
    }

    @Test
    void shouldRefuseWhenTheLevelsAreOutOfRange() {
        assertFails("gantry:book S1 --levels 0", 2, "book: --levels 0 is not in 1..1000");
        assertFails("gantry:book S1 --levels 1001", 2, "book: --levels 1001 is not in 1..1000");
    }

    private void assertFails(String line, int status, String why) {
        Answer answer = shell.run(line);
        assertThat(answer.err()).containsExactly(why);
        assertThat(answer.status()).isEqualTo(status);
    }
}
