package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.partition.Cut;
import io.gantry.engine.api.partition.ImportSide;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** An importing side, called over bytes. */
class RemoteImportSideTest {

    private final List<String> calls = new ArrayList<>();
    private RuntimeException failure;

    private final ImportSide local = new ImportSide() {
        @Override
        public CompletionStage<Void> stage(int partition, int symbolId, String id, int index, byte[] chunk) {
            return note("stage " + partition + " " + symbolId + " " + id + " " + index + " " + chunk.length + " "
                    + chunk[chunk.length - 1]);
        }

        @Override
        public CompletionStage<Cut> seal(int partition, int symbolId, String id) {
            return note("seal " + partition + " " + symbolId + " " + id).thenApply(done -> FakeSides.cutOf(symbolId));
        }

        @Override
        public CompletionStage<Void> open(int partition, int symbolId, String id, long epoch) {
            return note("open " + partition + " " + symbolId + " " + id + " " + epoch);
        }

        @Override
        public CompletionStage<Void> discard(int partition, int symbolId, String id) {
            return note("discard " + partition + " " + symbolId + " " + id);
        }
    };

    private final ImportPeer peer = new ImportPeer(local);
    private final CallablePeers peers = (worker, service, request) -> {
        assertThat(worker).isEqualTo("w2");
        assertThat(service).isEqualTo(peer.name());
        assertThat(request.length).isLessThan(Peers.MAX_MESSAGE_BYTES);
        return peer.handle(request);
    };
    private final RemoteImportSide remote = new RemoteImportSide(peers, "w2");

    @Test
    void shouldMakeEachCallThereWhenItIsMadeHere() {
        byte[] chunk = new byte[ImportSide.MAX_CHUNK_BYTES];
        chunk[chunk.length - 1] = 42;

        join(remote.stage(3, 7, "m1", 12, chunk));
        Cut cut = join(remote.seal(3, 7, "m1"));
        join(remote.open(3, 7, "m1", Long.MAX_VALUE));
        join(remote.discard(3, 7, "m1"));

        assertThat(cut).isEqualTo(FakeSides.cutOf(7));
        assertThat(calls)
                .containsExactly(
                        "stage 3 7 m1 12 262144 42",
                        "seal 3 7 m1",
                        "open 3 7 m1 9223372036854775807",
                        "discard 3 7 m1");
    }

    @Test
    void shouldFailAsAPartitionWhenThePeerDoes() {
        failure = new PeerException("worker w2: disk full");

        assertThatThrownBy(() -> join(remote.seal(3, 7, "m1")))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(PartitionException.class)
                .hasMessage("partition 3 on w2: worker w2: disk full");
    }

    @Test
    void shouldRefuseBytesThatAreNoCall() {
        assertThatThrownBy(() -> peer.handle(new byte[3])).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> peer.handle(new byte[100])).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> peer.handle(ImportCodec.encode(FakeSides.cutOf(1))))
                .isInstanceOf(ProtocolException.class);
    }

    private CompletionStage<Void> note(String call) {
        calls.add(call);
        return failure == null ? CompletableFuture.completedStage(null) : CompletableFuture.failedStage(failure);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
