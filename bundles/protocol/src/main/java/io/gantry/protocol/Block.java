package io.gantry.protocol;

import io.gantry.protocol.sbe.MessageHeaderEncoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeAccess;

/**
 * Fields of a message of fixed length, by base and address: checked once for the whole message, not once a field. Where fields stand is asked of the
 * generated codecs. Hot path.
 *
 * <p>Who calls has checked by {@link #checkWrite} or {@link #checkRead} that the message lies in the buffer.
 */
final class Block {

    private static final boolean IS_FOREIGN = ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN;
    private static final int SHORT_MASK = 0xffff;

    private Block() {}

    /** A message's header as one number. */
    static long header(int blockLength, int templateId, int schemaId, int version) {
        return (long) blockLength << Byte.SIZE * MessageHeaderEncoder.blockLengthEncodingOffset()
                | (long) templateId << Byte.SIZE * MessageHeaderEncoder.templateIdEncodingOffset()
                | (long) schemaId << Byte.SIZE * MessageHeaderEncoder.schemaIdEncodingOffset()
                | (long) version << Byte.SIZE * MessageHeaderEncoder.versionEncodingOffset();
    }

    static int templateId(long header) {
        return (int) (header >>> Byte.SIZE * MessageHeaderEncoder.templateIdEncodingOffset()) & SHORT_MASK;
    }

    static int version(long header) {
        return (int) (header >>> Byte.SIZE * MessageHeaderEncoder.versionEncodingOffset()) & SHORT_MASK;
    }

    /** Requires that so many bytes can be written there; a buffer that grows does so. */
    static void checkWrite(MutableDirectBuffer buffer, int offset, int length) {
        buffer.checkLimit(offset + length);
        buffer.boundsCheck(offset, length);
    }

    /** Requires that so many bytes are there. */
    static void checkRead(DirectBuffer buffer, int offset, int length) {
        buffer.boundsCheck(offset, length);
    }

    static void putByte(byte[] base, long address, int value) {
        UnsafeAccess.UNSAFE.putByte(base, address, (byte) value);
    }

    static void putInt(byte[] base, long address, int value) {
        UnsafeAccess.UNSAFE.putInt(base, address, IS_FOREIGN ? Integer.reverseBytes(value) : value);
    }

    static void putLong(byte[] base, long address, long value) {
        UnsafeAccess.UNSAFE.putLong(base, address, IS_FOREIGN ? Long.reverseBytes(value) : value);
    }

    static int getByte(byte[] base, long address) {
        return UnsafeAccess.UNSAFE.getByte(base, address) & 0xff;
    }

    static int getInt(byte[] base, long address) {
        int value = UnsafeAccess.UNSAFE.getInt(base, address);
        return IS_FOREIGN ? Integer.reverseBytes(value) : value;
    }

    static long getLong(byte[] base, long address) {
        long value = UnsafeAccess.UNSAFE.getLong(base, address);
        return IS_FOREIGN ? Long.reverseBytes(value) : value;
    }
}
