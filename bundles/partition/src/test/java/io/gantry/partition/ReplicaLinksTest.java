package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.Peers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class ReplicaLinksTest {

    private final List<Integer> askedFor = new ArrayList<>();

    @Test
    void shouldTellTheServiceOfTheSameNameWhenTheLinksAreThere() {
        List<String> told = new ArrayList<>();
        ReplicaLinks links = new ReplicaLinks(() -> Optional.of(new RecordingPeers(told)), this::partition);

        links.send("w2", ByteBuffer.allocate(20));

        assertThat(told).containsExactly("w2 " + links.name() + " 20");
    }

    @Test
    void shouldLoseAMessageWhenTheLinksAreNotThereYet() {
        ReplicaLinks links = new ReplicaLinks(Optional::empty, this::partition);

        assertThatCode(() -> links.send("w2", ByteBuffer.allocate(20))).doesNotThrowAnyException();
    }

    @Test
    void shouldLookUpThePartitionThatAMessageNames() {
        ReplicaMessages messages = new ReplicaMessages(
                7, (worker, message) -> new ReplicaLinks(Optional::empty, this::partition).told(worker, message));

        messages.refused("w1", 3, 4);

        assertThat(askedFor).containsExactly(7);
    }

    @Test
    void shouldDropAMessageThatIsTooShortToNameOne() {
        ReplicaLinks links = new ReplicaLinks(Optional::empty, this::partition);

        links.told("w1", ByteBuffer.allocate(11));

        assertThat(askedFor).isEmpty();
    }

    @Test
    void shouldFailACallSinceReplicasAreToldOnly() {
        ReplicaLinks links = new ReplicaLinks(Optional::empty, this::partition);

        assertThatThrownBy(() -> links.handle(new byte[0]).toCompletableFuture().join())
                .hasCauseInstanceOf(PeerException.class);
    }

    private Optional<Partition> partition(int number) {
        askedFor.add(number);
        return Optional.empty();
    }

    private record RecordingPeers(List<String> told) implements Peers {

        @Override
        public CompletionStage<byte[]> call(String worker, String service, byte[] request) {
            throw new UnsupportedOperationException("replicas are told");
        }

        @Override
        public void tell(String worker, String service, ByteBuffer message) {
            told.add(worker + " " + service + " " + message.remaining());
        }
    }
}
