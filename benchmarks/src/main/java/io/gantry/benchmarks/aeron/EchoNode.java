package io.gantry.benchmarks.aeron;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.nio.file.Path;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.agrona.concurrent.ShutdownSignalBarrier;

/**
 * One node of the echo cluster: media driver, archive, consensus module and service in one process, all of them backing off when idle, and nothing
 * synced to disk.
 */
final class EchoNode {
    private static final int NO_SYNC = 0;

    private final int id;
    private final String members;
    private final int archivePort;
    private final Path folder;
    private final String aeronFolder;

    private EchoNode(int id, String members, int archivePort, Path folder, String aeronFolder) {
        this.id = id;
        this.members = members;
        this.archivePort = archivePort;
        this.folder = folder;
        this.aeronFolder = aeronFolder;
    }

    /** @param arguments id, members, port of the archive, folder of its data, folder of its buffers */
    public static void main(String[] arguments) {
        EchoNode node = new EchoNode(
                Integer.parseInt(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                Path.of(arguments[3]),
                arguments[4]);
        ShutdownSignalBarrier barrier = new ShutdownSignalBarrier();
        try (ClusteredMediaDriver driver = node.launch();
                ClusteredServiceContainer container = ClusteredServiceContainer.launch(node.service())) {
            System.out.println("node " + driver.consensusModule().context().clusterMemberId() + " runs "
                    + container.context().serviceName());
            barrier.await();
        }
    }

    private ClusteredMediaDriver launch() {
        return ClusteredMediaDriver.launch(driver(), archive(), consensus());
    }

    private MediaDriver.Context driver() {
        return new MediaDriver.Context()
                .aeronDirectoryName(aeronFolder)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy())
                .termBufferSparseFile(true)
                .spiesSimulateConnection(true)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true);
    }

    private Archive.Context archive() {
        return new Archive.Context()
                .aeronDirectoryName(aeronFolder)
                .archiveDir(folder.resolve("archive").toFile())
                .controlChannel(EchoChannels.endpoint(archivePort))
                .localControlChannel(EchoChannels.LOCAL_ARCHIVE)
                .replicationChannel(EchoChannels.ANY_PORT)
                .recordingEventsEnabled(false)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .idleStrategySupplier(BackoffIdleStrategy::new)
                .fileSyncLevel(NO_SYNC)
                .catalogFileSyncLevel(NO_SYNC);
    }

    private ConsensusModule.Context consensus() {
        return new ConsensusModule.Context()
                .aeronDirectoryName(aeronFolder)
                .clusterMemberId(id)
                .clusterMembers(members)
                .clusterDir(folder.resolve("cluster").toFile())
                .ingressChannel(EchoChannels.INGRESS)
                .logChannel(EchoChannels.LOG)
                .replicationChannel(EchoChannels.ANY_PORT)
                .archiveContext(archiveClient())
                .idleStrategySupplier(BackoffIdleStrategy::new)
                .fileSyncLevel(NO_SYNC);
    }

    private ClusteredServiceContainer.Context service() {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(aeronFolder)
                .archiveContext(archiveClient())
                .clusterDir(folder.resolve("cluster").toFile())
                .clusteredService(new EchoService())
                .idleStrategySupplier(BackoffIdleStrategy::new)
                .serviceName("echo");
    }

    private AeronArchive.Context archiveClient() {
        return new AeronArchive.Context()
                .aeronDirectoryName(aeronFolder)
                .lock(NoOpLock.INSTANCE)
                .controlRequestChannel(EchoChannels.LOCAL_ARCHIVE)
                .controlResponseChannel(EchoChannels.LOCAL_ARCHIVE);
    }
}
