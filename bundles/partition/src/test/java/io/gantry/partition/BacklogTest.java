package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import org.junit.jupiter.api.Test;

/** Replicas that have much that they could not execute yet. */
class BacklogTest {

    private static final String FIRST = "worker-with-a-long-name-1";
    private static final String SECOND = "worker-with-a-long-name-2";

    private final ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, FIRST, SECOND);
    private final RigClient client = rig.client(FIRST);

    @Test
    void shouldExecuteAllWhenItTakesOverWithAsMuchAsTheWindowHolds() {
        rig.trade(client, 10);
        rig.run(100);
        rig.node(SECOND).pauseEgress(true);
        long end = -1;
        while (end != rig.node(SECOND).disk().end()) {
            end = rig.node(SECOND).disk().end();
            client.buy(100);
            rig.run(3);
        }
        ReplicaView view = rig.node(SECOND).view();
        assertThat(view.appendedPosition() - view.executedPosition())
                .isBetween(RigSettings.SMALLEST_RING - 200L, (long) RigSettings.SMALLEST_RING);
        int acknowledged = client.answered();
        rig.node(FIRST).crash();

        rig.run(2 * RigSettings.TAKEOVER_MILLIS);
        rig.node(SECOND).pauseEgress(false);
        rig.runUntilServing(SECOND);

        assertThat(rig.node(SECOND).state().commandSequence()).isGreaterThanOrEqualTo(acknowledged);
        long hash = rig.node(SECOND).state().stateHash();
        rig.node(SECOND).restart();
        assertThat(rig.node(SECOND).state().stateHash()).isEqualTo(hash);
    }
}
