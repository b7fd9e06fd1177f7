package io.gantry.benchmarks.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import org.agrona.DirectBuffer;

/** Sends every message back once it is replicated. */
final class EchoService implements ClusteredService {
    private Cluster cluster;

    @Override
    public void onStart(Cluster started, Image snapshot) {
        cluster = started;
    }

    @Override
    public void onSessionMessage(
            ClientSession session, long timestamp, DirectBuffer buffer, int offset, int length, Header header) {
        // No session: it is told to a follower, or the client has left.
        if (session != null) {
            cluster.idleStrategy().reset();
            while (session.offer(buffer, offset, length) < 0 && !session.isClosing()) {
                cluster.idleStrategy().idle();
            }
        }
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) {
        // nothing is kept of it
    }

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason reason) {
        // nothing was kept of it
    }

    @Override
    public void onTimerEvent(long correlationId, long timestamp) {
        // none is set
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshot) {
        // there is no state
    }

    @Override
    public void onRoleChange(Cluster.Role role) {
        // every role echoes
    }

    @Override
    public void onTerminate(Cluster terminated) {
        // nothing to give back
    }
}
