package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.SymbolTickDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Orders expire by the clock when nobody sends anything; the time is in the log. */
class TickTest {

    private final ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2");
    private final RigClient client = rig.client("w1");

    @Test
    void shouldExpireAnOrderOnAQuietSymbolOnAllReplicasAlike() {
        client.subscribe(1);
        enterUntil(rig.nanos() + 300_000_000L);
        rig.run(200);
        assertThat(orders("w1")).isEqualTo(1);
        assertThat(ticks()).isZero();

        rig.run(200);

        assertThat(orders("w1")).isZero();
        assertThat(ticks()).isEqualTo(1);
        assertThat(client.events()).hasSize(2);
        assertThat(client.events().get(1)).startsWith("CANCELLED");
        rig.assertAllAlike();
        assertThat(orders("w2")).isZero();
    }

    @Test
    void shouldExpireNothingOnAStandbyWhoseClockIsAhead() {
        rig.node("w2").skew(3_600_000_000_000L);
        enterUntil(rig.nanos() + 1_000_000_000L);

        rig.run(800);
        assertThat(orders("w2")).isEqualTo(1);

        rig.run(400);
        assertThat(orders("w2")).isZero();
        rig.assertAllAlike();
    }

    @Test
    void shouldNotGoBackInTimeWhenTheNewPrimarysClockIsBehind() {
        rig.node("w2").skew(-3_600_000_000_000L);
        client.buy(100);
        rig.run(20);
        long before = rig.node("w1").state().timeNanos();
        rig.node("w1").crash();
        rig.runUntilServing("w2");

        rig.trade(rig.client("w2", 8, 0), 5);

        assertThat(rig.node("w2").state().timeNanos()).isEqualTo(before);
    }

    @Test
    void shouldExpireByTheNewPrimarysClockWhenTheOldOneDied() {
        enterUntil(rig.nanos() + 300_000_000L);
        rig.run(100);
        rig.node("w1").crash();
        rig.run(400);
        assertThat(orders("w2")).as("nobody sequences").isEqualTo(1);

        rig.runUntilServing("w2");
        rig.run(20);

        assertThat(orders("w2")).isZero();
    }

    @Test
    void shouldMakeTheSameStateWhenItIsRecoveredFromALogWithTicks() {
        enterUntil(rig.nanos() + 50_000_000L);
        rig.run(200);
        long hash = rig.node("w1").state().stateHash();

        rig.node("w1").restart();

        assertThat(orders("w1")).isZero();
        assertThat(rig.node("w1").state().stateHash()).isEqualTo(hash);
    }

    @Test
    void shouldEndTheDayWhenNobodySendsAnything() {
        long dayEnd = rig.nanos() + 200_000_000L;
        client.send(client.order(Side.BUY, 0, 0)
                .kind(CommandKind.RULES)
                .orderId(0)
                .rules(new TradingRules(0, 0, 0, 0, dayEnd)));
        client.send(client.order(Side.BUY, 100, 5).timeInForce(TimeInForce.DAY));
        client.buy(99);
        rig.run(20);
        assertThat(client.answered()).isEqualTo(3);
        assertThat(client.answers(2).get(0)).startsWith("EXECUTED");

        rig.run(300);

        assertThat(orders("w1")).as("the one that is good till cancelled").isEqualTo(1);
        rig.assertAllAlike();
    }

    private void enterUntil(long expireNanos) {
        client.send(client.order(Side.BUY, 100, 5).timeInForce(TimeInForce.GTD).expireNanos(expireNanos));
    }

    private long orders(String worker) {
        return rig.node(worker).state().book().figures().orders();
    }

    private long ticks() {
        return rig.node("w1").disk().records().stream()
                .filter(record -> ByteBuffer.wrap(record.bytes())
                                .order(ByteOrder.LITTLE_ENDIAN)
                                .getShort(MessageHeaderDecoder.templateIdEncodingOffset())
                        == SymbolTickDecoder.TEMPLATE_ID)
                .count();
    }
}
