package io.gantry.benchmarks.snapshot;

import exchange.core2.core.orderbook.IOrderBook;
import io.gantry.benchmarks.book.PeerParts;
import java.nio.ByteBuffer;
import net.openhft.chronicle.bytes.Bytes;

/** An image of exchange-core's book, written and read in one go. Its memory is taken once, as its snapshots do. */
final class PeerImage implements AutoCloseable {
    private static final int BUFFER_BYTES = 128 * 1024 * 1024;

    private final IOrderBook book;
    private final Bytes<ByteBuffer> image = Bytes.elasticByteBuffer(BUFFER_BYTES);

    PeerImage(IOrderBook book) {
        this.book = book;
    }

    /** Returns how many milliseconds it took. */
    double write() {
        image.clear();
        long start = System.nanoTime();
        book.writeMarshallable(image);
        return (System.nanoTime() - start) / 1e6;
    }

    IOrderBook read() {
        image.readPosition(0);
        return PeerParts.read(image);
    }

    long bytes() {
        return image.writePosition();
    }

    @Override
    public void close() {
        image.release();
    }
}
