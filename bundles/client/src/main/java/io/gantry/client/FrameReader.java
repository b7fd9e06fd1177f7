package io.gantry.client;

import io.gantry.protocol.ProtocolException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Cuts a stream into frames: 32 bit little-endian length, then that many bytes. Single-threaded. */
final class FrameReader {

    /** Bytes of the length field. */
    static final int PREFIX_BYTES = Integer.BYTES;

    private static final int MAX_FRAME_BYTES = 32 * 1024 * 1024;

    private final ByteBufAllocator allocator;
    private final Consumer<ByteBuffer> listener;
    private ByteBuf partial = Unpooled.EMPTY_BUFFER;
    private boolean isStopped;

    /** @param listener gets each frame from position to limit, valid during the call */
    FrameReader(ByteBufAllocator allocator, Consumer<ByteBuffer> listener) {
        this.allocator = allocator;
        this.listener = listener;
    }

    /** Takes what arrived. Does not release it. */
    void read(ByteBuf in) {
        while (!isStopped && in.isReadable()) {
            if (partial.isReadable()) {
                completePartial(in);
            } else if (!takeWhole(in)) {
                partial = allocator.directBuffer(in.readableBytes());
                partial.writeBytes(in);
            }
        }
    }

    /** Gives memory back; what comes is dropped. */
    void release() {
        isStopped = true;
        partial.release();
        partial = Unpooled.EMPTY_BUFFER;
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
        listener.accept(in.internalNioBuffer(start + PREFIX_BYTES, length));
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
            listener.accept(whole.internalNioBuffer(PREFIX_BYTES, length));
        } finally {
            whole.release();
        }
    }

    private void take(ByteBuf in, int wanted) {
        if (wanted > 0) {
            partial.writeBytes(in, Math.min(wanted, in.readableBytes()));
        }
    }

    private static int checkedLength(int length) {
        if (length <= 0 || length > MAX_FRAME_BYTES) {
            throw new ProtocolException("frame of " + length + " bytes");
        }
        return length;
    }
}
