package io.gantry.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/**
 * Cuts a stream into frames: 32 bit little-endian length, then that many bytes. Looks at a length before it keeps a byte of its
 * frame. Single-threaded. Hot path: a frame that arrived whole is handed on where it lies.
 */
final class FrameAssembler {

    /** Bytes of the length field. */
    static final int PREFIX_BYTES = Integer.BYTES;

    private static final int ROOM_PER_BYTE = 16;

    /** Takes frames. */
    @FunctionalInterface
    interface FrameListener {
        /** One frame from the buffer's position to its limit, valid during the call. */
        void onFrame(ByteBuffer frame);
    }

    private final ByteBufAllocator allocator;
    private final FrameListener listener;
    private int maxFrameBytes;
    private ByteBuf partial = Unpooled.EMPTY_BUFFER;
    private boolean isStopped;

    FrameAssembler(ByteBufAllocator allocator, FrameListener listener, int maxFrameBytes) {
        this.allocator = allocator;
        this.listener = listener;
        this.maxFrameBytes = maxFrameBytes;
    }

    /** Sets the longest frame, for frames from the next one on. */
    void maxFrameBytes(int bytes) {
        maxFrameBytes = bytes;
    }

    /** Takes what arrived. Does not release it. */
    void read(ByteBuf in) {
        while (!isStopped && in.isReadable()) {
            if (partial.isReadable()) {
                completePartial(in);
            } else if (!takeWhole(in)) {
                partial = allocator.directBuffer(firstBytes(in)).writeBytes(in);
            }
        }
    }

    /** Drops everything from now on. */
    void stop() {
        isStopped = true;
    }

    /** Gives memory back. */
    void release() {
        stop();
        partial.release();
        partial = Unpooled.EMPTY_BUFFER;
    }

    /** Room for the whole frame if a good part of it is there: a length alone gets nobody much memory. */
    private static int firstBytes(ByteBuf in) {
        int here = in.readableBytes();
        if (here < PREFIX_BYTES) {
            return PREFIX_BYTES;
        }
        return Math.min(PREFIX_BYTES + in.getIntLE(in.readerIndex()), here * ROOM_PER_BYTE);
    }

    private boolean takeWhole(ByteBuf in) {
        if (in.readableBytes() < PREFIX_BYTES) {
            return false;
        }
        int start = in.readerIndex();
        int length = checkedLength(in.getIntLE(start));
        if (in.readableBytes() - PREFIX_BYTES < length) {
            return false;
        }
        in.skipBytes(PREFIX_BYTES + length);
        listener.onFrame(in.internalNioBuffer(start + PREFIX_BYTES, length));
        return true;
    }

    private void completePartial(ByteBuf in) {
        take(in, PREFIX_BYTES - partial.readableBytes());
        if (partial.readableBytes() < PREFIX_BYTES) {
            return;
        }
        int length = checkedLength(partial.getIntLE(0));
        take(in, PREFIX_BYTES + length - partial.readableBytes());
        if (partial.readableBytes() < PREFIX_BYTES + length) {
            return;
        }
        ByteBuf whole = partial;
        partial = Unpooled.EMPTY_BUFFER;
        try {
            listener.onFrame(whole.internalNioBuffer(PREFIX_BYTES, length));
        } finally {
            whole.release();
        }
    }

    private void take(ByteBuf in, int wanted) {
        if (wanted > 0) {
            partial.writeBytes(in, Math.min(wanted, in.readableBytes()));
        }
    }

    private int checkedLength(int length) {
        if (length <= 0) {
            throw new ProtocolViolation("frame length " + length + " is not above zero");
        }
        if (length > maxFrameBytes) {
            throw new ProtocolViolation(
                    "frame of " + length + " bytes is longer than the " + maxFrameBytes + " allowed");
        }
        return length;
    }
}
