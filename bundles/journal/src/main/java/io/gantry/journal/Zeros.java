package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Real zeros in files, so that writing there later neither needs room nor changes what the file system notes of the file. */
final class Zeros {
    private static final int CHUNK_BYTES = 256 << 10;
    private static final ByteBuffer CHUNK =
            ByteBuffer.allocateDirect(CHUNK_BYTES).asReadOnlyBuffer();

    private Zeros() {}

    /** Fills a part of a file. */
    static void fill(StorageFile file, long from, long to) throws IOException {
        for (long offset = from; offset < to; ) {
            offset = fillSome(file, offset, to);
        }
    }

    /** Fills one piece; answers where the next begins. */
    static long fillSome(StorageFile file, long from, long to) throws IOException {
        ByteBuffer zeros = CHUNK.duplicate().limit((int) Math.min(CHUNK_BYTES, to - from));
        return writeAll(file, zeros, from);
    }

    /** Writes all of a buffer; answers the offset behind it. */
    static long writeAll(StorageFile file, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            int written = file.write(bytes, at);
            if (written <= 0) {
                throw new IOException("the file took none of " + bytes.remaining() + " bytes at offset " + at);
            }
            at += written;
        }
        return at;
    }
}
