package io.gantry.router;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.MembershipListener;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.List;
import java.util.concurrent.Executor;

/** The members of a cluster of one. Thread-safe. */
final class LocalMembership implements Membership {

    private static final int UNKNOWN_PORT = 0;

    private final ListenerBoard<MembershipListener> listeners;
    private final PortFile portFile;
    private volatile WorkerInfo self;

    /** @param self this worker; port 0 if it is to be read from the file once it is there */
    LocalMembership(WorkerInfo self, PortFile portFile, Executor oneThread) {
        this.self = self;
        this.portFile = portFile;
        listeners = new ListenerBoard<>(oneThread);
    }

    void add(MembershipListener listener) {
        listeners.add(listener, fresh -> fresh.joined(self()));
    }

    void remove(MembershipListener listener) {
        listeners.remove(listener);
    }

    /** Looks whether the port is known by now. */
    boolean isPortKnown() {
        return self().port() != UNKNOWN_PORT;
    }

    @Override
    public WorkerInfo self() {
        return self.port() == UNKNOWN_PORT ? askForPort() : self;
    }

    @Override
    public List<WorkerInfo> workers() {
        return List.of(self());
    }

    @Override
    public boolean clustered() {
        return false;
    }

    private WorkerInfo askForPort() {
        portFile.read().ifPresent(this::foundPort);
        return self;
    }

    private synchronized void foundPort(int port) {
        if (self.port() == UNKNOWN_PORT) {
            self = new WorkerInfo(self.name(), self.host(), port, self.incarnation());
            listeners.tellAll(listener -> listener.joined(self));
        }
    }
}
