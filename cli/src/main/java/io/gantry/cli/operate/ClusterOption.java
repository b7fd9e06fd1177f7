package io.gantry.cli.operate;

import io.gantry.cli.cluster.Cluster;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which cluster is meant. */
public final class ClusterOption {

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = "var/cluster",
            description = "Folder of the cluster; default: ${DEFAULT-VALUE} below the current folder.")
    private Path dir;

    Path dir() {
        return dir;
    }

    /** The cluster that is there, whether its workers live or not. */
    public Cluster open() {
        return Cluster.open(dir);
    }
}
