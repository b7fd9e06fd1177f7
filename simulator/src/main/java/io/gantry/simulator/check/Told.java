package io.gantry.simulator.check;

import io.gantry.protocol.sbe.EpochBeganDecoder;
import io.gantry.protocol.sbe.InSyncChangedDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a log tells of the register, by its newest record that does.
 *
 * @param epoch of the register's record
 * @param version of it
 */
record Told(long epoch, long version) {

    static final Told NOTHING = new Told(0, 0);

    /** With one more record. */
    Told and(byte[] payload) {
        if (payload.length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return this;
        }
        MessageHeaderDecoder header = new MessageHeaderDecoder();
        UnsafeBuffer buffer = new UnsafeBuffer(payload);
        header.wrap(buffer, 0);
        if (header.templateId() == EpochBeganDecoder.TEMPLATE_ID) {
            EpochBeganDecoder began = new EpochBeganDecoder().wrapAndApplyHeader(buffer, 0, header);
            return new Told(began.epoch(), began.version());
        }
        if (header.templateId() == InSyncChangedDecoder.TEMPLATE_ID) {
            InSyncChangedDecoder changed = new InSyncChangedDecoder().wrapAndApplyHeader(buffer, 0, header);
            return new Told(changed.epoch(), changed.version());
        }
        return this;
    }
}
