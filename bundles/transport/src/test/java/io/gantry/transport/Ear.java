package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.PeerService;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Notes what it is told. */
final class Ear implements PeerService {

    final List<Integer> numbers = new CopyOnWriteArrayList<>();
    final List<String> tellers = new CopyOnWriteArrayList<>();
    final AtomicReference<byte[]> last = new AtomicReference<>();
    final AtomicReference<CountDownLatch> hold = new AtomicReference<>(new CountDownLatch(0));
    volatile Optional<RuntimeException> failure = Optional.empty();

    @Override
    public String name() {
        return "ear";
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        return CompletableFuture.completedFuture(request);
    }

    @Override
    public void told(String worker, ByteBuffer message) {
        awaitRelease();
        byte[] copy = new byte[message.remaining()];
        message.get(message.position(), copy);
        last.set(copy);
        tellers.add(worker);
        numbers.add(copy.length < Integer.BYTES ? -1 : message.getInt());
        failure.ifPresent(thrown -> {
            throw thrown;
        });
    }

    private void awaitRelease() {
        try {
            assertThat(hold.get().await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A note that carries a number. */
    static ByteBuffer note(int number, int bytes) {
        return ByteBuffer.wrap(new byte[bytes]).order(ByteOrder.LITTLE_ENDIAN).putInt(0, number);
    }
}
