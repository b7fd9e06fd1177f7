package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.protocol.sbe.EpochBeganEncoder;
import io.gantry.protocol.sbe.InSyncChangedEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/** Encodes the records by which a log knows what the register said. Each method returns the record's length in {@link #buffer()}. */
final class RegisterRecords {

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer(256);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final EpochBeganEncoder epochBegan = new EpochBeganEncoder();
    private final InSyncChangedEncoder inSyncChanged = new InSyncChangedEncoder();

    MutableDirectBuffer buffer() {
        return buffer;
    }

    int epochBegan(PartitionOwner owner) {
        epochBegan
                .wrapAndApplyHeader(buffer, 0, header)
                .epoch(owner.epoch())
                .version(owner.version())
                .worker(owner.worker())
                .inSync(String.join(",", owner.inSync()));
        return MessageHeaderEncoder.ENCODED_LENGTH + epochBegan.encodedLength();
    }

    int inSyncChanged(PartitionOwner owner) {
        inSyncChanged
                .wrapAndApplyHeader(buffer, 0, header)
                .epoch(owner.epoch())
                .version(owner.version())
                .inSync(String.join(",", owner.inSync()));
        return MessageHeaderEncoder.ENCODED_LENGTH + inSyncChanged.encodedLength();
    }
}
