package io.gantry.migration;

import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.partition.ImportSide;
import io.gantry.migration.ImportCodec.Call;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers this worker's importing side to coordinators on other workers. */
@Component(name = ImportPeer.NAME, service = PeerService.class)
public final class ImportPeer implements PeerService {

    static final String NAME = "io.gantry.migration.import";
    static final String SERVICE = "import";

    private static final byte[] DONE = {};

    private final ImportSide local;

    @Activate
    public ImportPeer(@Reference ImportSide local) {
        this.local = local;
    }

    @Override
    public String name() {
        return SERVICE;
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        Call call = ImportCodec.decodeCall(request);
        return switch (call.operation()) {
            case STAGE ->
                done(local.stage(call.partition(), call.symbolId(), call.migrationId(), call.index(), call.chunk()));
            case SEAL ->
                local.seal(call.partition(), call.symbolId(), call.migrationId())
                        .thenApply(ImportCodec::encode);
            case OPEN -> done(local.open(call.partition(), call.symbolId(), call.migrationId(), call.epoch()));
            case DISCARD -> done(local.discard(call.partition(), call.symbolId(), call.migrationId()));
            case NULL_VAL -> throw new IllegalArgumentException("an import call without an operation");
        };
    }

    private static CompletionStage<byte[]> done(CompletionStage<Void> stage) {
        return stage.thenApply(nothing -> DONE);
    }
}
