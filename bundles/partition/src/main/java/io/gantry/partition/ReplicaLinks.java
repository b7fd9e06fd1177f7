package io.gantry.partition;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What replicas on different workers say to each other, over the links between workers. Each message says its partition in its first field. Any thread.
 */
final class ReplicaLinks implements ReplicaNetwork, PeerService {

    private static final Logger LOG = LoggerFactory.getLogger(ReplicaLinks.class);
    private static final String NAME = "replica";
    private static final int PARTITION_OFFSET = MessageHeaderDecoder.ENCODED_LENGTH;

    private final Supplier<Optional<Peers>> peers;
    private final IntFunction<Optional<Partition>> partitions;

    /**
     * @param peers the links, as long as they are there
     * @param partitions by number, those of this worker
     */
    ReplicaLinks(Supplier<Optional<Peers>> peers, IntFunction<Optional<Partition>> partitions) {
        this.peers = peers;
        this.partitions = partitions;
    }

    @Override
    public void send(String worker, ByteBuffer message) {
        peers.get().ifPresent(links -> links.tell(worker, NAME, message));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        return CompletableFuture.failedStage(new PeerException("replicas are told, and not asked"));
    }

    @Override
    public void told(String worker, ByteBuffer message) {
        if (message.remaining() < PARTITION_OFFSET + Integer.BYTES) {
            LOG.warn("worker {} sent {} bytes as a message of a replica", worker, message.remaining());
            return;
        }
        int number = message.order(ByteOrder.LITTLE_ENDIAN).getInt(message.position() + PARTITION_OFFSET);
        partitions.apply(number).ifPresent(partition -> partition.receive(worker, message));
    }
}
