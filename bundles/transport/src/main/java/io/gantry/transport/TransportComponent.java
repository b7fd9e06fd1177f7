package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.routing.Router;
import io.gantry.engine.api.worker.WorkerConfig;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
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
        service = {},
        immediate = true,
        configurationPid = {WorkerConfig.PID, TransportComponent.PID})
public final class TransportComponent {

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
    private ServiceRegistration<Peers> registration;

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

    /**
     * {@link Peers} is registered by hand, when it can be used. As a service of this component it would be there before that, and whoever
     * needs it, and is needed here, would find a circle, or wait for a lock that is held by who waits for it.
     */
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
        registration = context.registerService(Peers.class, transport.peers(), new Hashtable<>());
    }

    @Deactivate
    void close() {
        registration.unregister();
        transport.stop();
    }
}
