package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.routing.Router;
import io.gantry.engine.api.worker.WorkerConfig;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Opens the worker's TCP port when everything behind it is there, and offers {@link Peers}. A port that cannot be opened is the end
 * of the worker: the launcher is told in one sentence.
 */
@Component(
        name = TransportComponent.PID,
        service = Peers.class,
        immediate = true,
        configurationPid = {WorkerConfig.PID, TransportComponent.PID})
public final class TransportComponent implements Peers {

    static final String PID = "io.gantry.transport";

    private final WorkerConfig worker;
    private final TransportConfig config;
    private final Router router;
    private final PartitionHost partitions;
    private final Membership membership;
    private final BundleContext context;
    private final PeerServices peerServices = new PeerServices();
    private final Map<ServiceReference<PeerService>, LatePeerService> latePeerServices = new ConcurrentHashMap<>();
    private Consumer<String> fatal = sentence -> {};
    private Transport transport;

    /** Called by the component runtime. */
    @Activate
    public TransportComponent(
            WorkerConfig worker,
            TransportConfig config,
            @Reference Router router,
            @Reference PartitionHost partitions,
            @Reference Membership membership,
            BundleContext context) {
        this.worker = worker;
        this.config = config;
        this.router = router;
        this.partitions = partitions;
        this.membership = membership;
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, target = "(gantry.fatal=true)")
    void bindFatal(Consumer<String> service) {
        fatal = service;
    }

    @Reference(
            service = PeerService.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbindPeerService")
    void bindPeerService(ServiceReference<PeerService> reference) {
        LatePeerService service = new LatePeerService(context, reference);
        latePeerServices.put(reference, service);
        peerServices.add(service);
    }

    void unbindPeerService(ServiceReference<PeerService> reference) {
        LatePeerService service = latePeerServices.remove(reference);
        peerServices.remove(service);
        service.giveBack();
    }

    @Activate
    void open() {
        try {
            WorkerServices services = new WorkerServices(router, partitions, membership, peerServices);
            transport = new Transport(TransportSettings.of(worker, config), services);
            transport.start();
        } catch (TransportException failure) {
            fatal.accept(failure.getMessage());
            throw failure;
        }
    }

    @Deactivate
    void close() {
        transport.stop();
    }

    @Override
    public CompletionStage<byte[]> call(String worker, String service, byte[] request) {
        return transport.peers().call(worker, service, request);
    }

    @Override
    public void tell(String worker, String service, ByteBuffer message) {
        transport.peers().tell(worker, service, message);
    }
}
