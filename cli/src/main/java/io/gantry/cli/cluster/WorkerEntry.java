package io.gantry.cli.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * One worker of a cluster, as {@code cluster.json} tells it.
 *
 * @param name {@code w1}, {@code w2} and so on
 * @param pid the process that was last started, {@link #NO_PROCESS} after a stop; says nothing about its being alive
 * @param host address of the worker
 * @param port TCP port for clients and other workers
 * @param memberPort TCP port for Hazelcast, {@link #NO_PORT} for a worker alone
 * @param home the worker's folder, absolute
 * @param partitions what it hosts, ascending
 */
public record WorkerEntry(
        String name, long pid, String host, int port, int memberPort, Path home, List<Integer> partitions) {

    public static final long NO_PROCESS = 0;
    public static final int NO_PORT = 0;

    public WorkerEntry {
        partitions = List.copyOf(partitions);
    }

    /** Where clients connect. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** Whether it is a member of a cluster, and not alone. */
    public boolean isClustered() {
        return memberPort != NO_PORT;
    }

    WorkerEntry withPid(long newPid) {
        return new WorkerEntry(name, newPid, host, port, memberPort, home, partitions);
    }

    WorkerEntry withPorts(int newPort, int newMemberPort) {
        return new WorkerEntry(name, pid, host, newPort, newMemberPort, home, partitions);
    }
}
