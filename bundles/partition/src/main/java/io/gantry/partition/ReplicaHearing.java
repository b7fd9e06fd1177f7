package io.gantry.partition;

import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.ReplicaAnnounceDecoder;
import io.gantry.protocol.sbe.ReplicaAppendDecoder;
import io.gantry.protocol.sbe.ReplicaAppendedDecoder;
import io.gantry.protocol.sbe.ReplicaFollowDecoder;
import io.gantry.protocol.sbe.ReplicaJoinDecoder;
import io.gantry.protocol.sbe.ReplicaRefusedDecoder;
import io.gantry.protocol.sbe.ReplicaSnapshotDecoder;
import io.gantry.protocol.sbe.ReplicaSnapshotTakenDecoder;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What other replicas say to this one: whether it counts, and for whom it is. Epochs fence: a lower one is refused, a higher one ends this replica's. Of the lane. */
final class ReplicaHearing {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaHearing.class);

    private final Replica replica;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ReplicaAppendDecoder append = new ReplicaAppendDecoder();
    private final ReplicaAppendedDecoder appended = new ReplicaAppendedDecoder();

    ReplicaHearing(Replica replica) {
        this.replica = replica;
    }

    /** A message of another replica. */
    void hear(String from, DirectBuffer bytes) {
        header.wrap(bytes, 0);
        switch (header.templateId()) {
            case ReplicaAppendDecoder.TEMPLATE_ID -> heardAppend(from, bytes);
            case ReplicaAppendedDecoder.TEMPLATE_ID -> {
                appended.wrapAndApplyHeader(bytes, 0, header);
                if (replica.primary().isPresent() && isOfOurEpoch(appended.epoch())) {
                    replica.primary().get().appended(from, appended, replica.nowNanos());
                }
            }
            case ReplicaJoinDecoder.TEMPLATE_ID -> heardJoin(from, bytes);
            case ReplicaFollowDecoder.TEMPLATE_ID -> {
                ReplicaFollowDecoder follow = new ReplicaFollowDecoder().wrapAndApplyHeader(bytes, 0, header);
                if (isFromPrimary(from, follow.epoch(), follow.session())) {
                    replica.standby().follow(from, follow, replica.nowNanos());
                }
            }
            case ReplicaAnnounceDecoder.TEMPLATE_ID -> {
                ReplicaAnnounceDecoder announce = new ReplicaAnnounceDecoder().wrapAndApplyHeader(bytes, 0, header);
                isFromPrimary(from, announce.epoch(), 0);
            }
            case ReplicaSnapshotDecoder.TEMPLATE_ID -> {
                ReplicaSnapshotDecoder snapshot = new ReplicaSnapshotDecoder().wrapAndApplyHeader(bytes, 0, header);
                if (isFromPrimary(from, snapshot.epoch(), snapshot.session())) {
                    replica.standby().snapshot(from, snapshot, replica.nowNanos());
                }
            }
            case ReplicaSnapshotTakenDecoder.TEMPLATE_ID -> {
                ReplicaSnapshotTakenDecoder taken =
                        new ReplicaSnapshotTakenDecoder().wrapAndApplyHeader(bytes, 0, header);
                if (replica.primary().isPresent() && isOfOurEpoch(taken.epoch())) {
                    replica.primary().get().snapshotTaken(from, taken, replica.nowNanos());
                }
            }
            case ReplicaRefusedDecoder.TEMPLATE_ID -> heardRefused(from, bytes);
            default ->
                LOG.warn(
                        "{}: worker {} sent message {}: is it of a newer version?", replica, from, header.templateId());
        }
    }

    private void heardAppend(String from, DirectBuffer bytes) {
        append.wrapAndApplyHeader(bytes, 0, header);
        if (isFromPrimary(from, append.epoch(), append.session())) {
            int offset = append.limit() + ReplicaAppendDecoder.recordsHeaderLength();
            replica.standby().append(from, append, bytes, offset, append.recordsLength(), replica.nowNanos());
        }
    }

    private void heardJoin(String from, DirectBuffer bytes) {
        ReplicaJoinDecoder join = new ReplicaJoinDecoder().wrapAndApplyHeader(bytes, 0, header);
        if (join.epoch() > replica.epoch()) {
            replica.deposed(join.epoch(), "");
        }
        if (replica.primary().isPresent()) {
            replica.primary().get().join(from, join, replica.nowNanos());
        } else {
            replica.standby().heardJoin(from, join, replica.nowNanos());
        }
    }

    private void heardRefused(String from, DirectBuffer bytes) {
        ReplicaRefusedDecoder refused = new ReplicaRefusedDecoder().wrapAndApplyHeader(bytes, 0, header);
        if (refused.epoch() > replica.epoch()) {
            replica.deposed(refused.epoch(), "");
        } else if (refused.epoch() == replica.epoch() && replica.primary().isPresent()) {
            replica.primary().get().sessionRefused(from, refused.session(), replica.nowNanos());
        } else if (refused.epoch() == replica.epoch()) {
            replica.standby().refused(from, refused.session());
        }
    }

    /** Whether a primary's message counts; one of a higher epoch makes its sender the primary, one of a lower epoch is told so. */
    private boolean isFromPrimary(String from, long messageEpoch, long session) {
        if (messageEpoch < replica.epoch()) {
            replica.messages().refused(from, replica.epoch(), session);
            return false;
        }
        if (replica.primary().isEmpty() && replica.standby().isBlind()) {
            return false;
        }
        if (messageEpoch > replica.epoch()) {
            replica.deposed(messageEpoch, from);
            return false;
        }
        if (replica.primary().isEmpty() && replica.standby().primary().isEmpty()) {
            replica.standby().adopt(from, replica.nowNanos());
        }
        return replica.primary().isEmpty();
    }

    private boolean isOfOurEpoch(long messageEpoch) {
        if (messageEpoch > replica.epoch()) {
            replica.deposed(messageEpoch, "");
            return false;
        }
        return messageEpoch == replica.epoch();
    }
}
