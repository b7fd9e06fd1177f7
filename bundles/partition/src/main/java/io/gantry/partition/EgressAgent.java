package io.gantry.partition;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.concurrent.Agent;

/** The duty cycle of the egress thread: new and gone connections, then each partition's entries and feeds, then one flush. */
public final class EgressAgent implements Agent {

    private final Connections connections;
    private final List<PartitionEgress> partitions = new CopyOnWriteArrayList<>();

    /** @param connections whose changes it takes */
    public EgressAgent(Connections connections) {
        this.connections = connections;
        connections.whenGone(this::gone);
    }

    /** What this partition gives out leaves with the others' from now on. Any thread. */
    public void add(Partition partition) {
        partitions.add(partition.egress());
    }

    @Override
    public int doWork() {
        int work = connections.takeChanges();
        for (PartitionEgress partition : partitions) {
            work += partition.doWork();
        }
        connections.flush();
        return work;
    }

    @Override
    public String roleName() {
        return "gantry-egress";
    }

    private void gone(long connectionId) {
        partitions.forEach(partition -> partition.gone(connectionId));
    }
}
