package io.gantry.benchmarks.aeron;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.fork.JavaProcess;
import io.gantry.benchmarks.fork.ScratchFolder;
import io.gantry.benchmarks.load.LinkPlan;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The three nodes as processes of this one. Whoever uses it needs no Aeron on its class path. */
public final class EchoCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private final ScratchFolder folder;
    private final ScratchFolder buffers;
    private final List<EchoMember> members;
    private final List<JavaProcess> nodes = new ArrayList<>();

    private EchoCluster(ScratchFolder folder, ScratchFolder buffers, List<EchoMember> members) {
        this.folder = folder;
        this.buffers = buffers;
        this.members = members;
    }

    /**
     * Starts the nodes. They elect their leader meanwhile; a client waits for that.
     *
     * @param parent folder on the disk that their logs go to
     */
    public static EchoCluster start(Path parent) {
        Path memory = Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : parent;
        EchoCluster cluster = new EchoCluster(
                ScratchFolder.in(parent, "gantry-bench-aeron"),
                ScratchFolder.in(memory, "gantry-bench-aeron"),
                EchoMember.of(freePorts(NODES * EchoMember.PORTS)));
        try {
            cluster.members.forEach(cluster::start);
            return cluster;
        } catch (BenchException failure) {
            cluster.close();
            throw failure;
        }
    }

    private void start(EchoMember member) {
        List<String> command = new ArrayList<>(AeronJvm.FLAGS);
        command.addAll(List.of(
                "-Xms256m",
                "-Xmx256m",
                "-cp",
                AeronJvm.classPath(),
                EchoNode.class.getName(),
                Integer.toString(member.id()),
                EchoMember.members(members),
                Integer.toString(member.archivePort()),
                folder.path().resolve("node-" + member.id()).toString(),
                buffers.path().resolve("node-" + member.id()).toString()));
        nodes.add(JavaProcess.start(command, folder.path().resolve("node-" + member.id() + ".txt")));
    }

    /** What a client's process is to do. */
    public EchoTask task(int messageBytes, LinkPlan plan) {
        return new EchoTask(
                EchoMember.ingress(members), buffers.path().resolve("client").toString(), messageBytes, plan);
    }

    /** What the nodes have printed, for an error. */
    public String output() {
        StringBuilder text = new StringBuilder();
        nodes.forEach(node -> text.append(node.output()));
        return text.toString();
    }

    @Override
    public void close() {
        nodes.forEach(JavaProcess::close);
        folder.close();
        buffers.close();
    }

    private static List<Integer> freePorts(int count) {
        List<DatagramSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(DatagramSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new BenchException("no free UDP ports on the loopback: " + e.getMessage(), e);
        } finally {
            sockets.forEach(DatagramSocket::close);
        }
    }
}
