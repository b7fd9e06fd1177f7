package io.gantry.cli.cluster;

import io.gantry.engine.api.journal.Durability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A worker's own folder, as far as this command has to do with it.
 *
 * @param root the folder, absolute
 */
record WorkerHome(Path root) {

    private static final String WORKER = "io.gantry.worker.cfg";
    private static final String ALONE = "io.gantry.router.local.cfg";
    private static final String MEMBER = "io.gantry.hazelcast.membership.cfg";
    private static final String PARTITIONS = "io.gantry.partition.cfg";
    private static final Pattern DURABILITY = Pattern.compile("\\s*durability\\s*[=:].*");
    private static final String HEAD = "# Written by `gantry start`, again when ports or standbys change.\n";

    Path console() {
        return root.resolve("log").resolve("console.log");
    }

    Path pidFile() {
        return root.resolve("run").resolve("worker.pid");
    }

    Path run() {
        return root.resolve("run");
    }

    /** Whether it has been configured before. */
    boolean isConfigured() {
        return Files.exists(root.resolve("etc").resolve(WORKER));
    }

    /** Makes the folders that must be there before the worker is. */
    void make() {
        for (String name : List.of("etc", "log")) {
            Path folder = root.resolve(name);
            try {
                Files.createDirectories(folder);
            } catch (IOException failure) {
                throw new ClusterException(
                        "cannot make the folder " + folder + ": " + ClusterFolder.reason(failure), failure);
            }
        }
    }

    /**
     * Writes the configurations that say who the worker is; others in the folder are left alone. Only the owner can read
     * them: they hold the secret.
     *
     * @param all every worker of the cluster, this one included
     */
    void configure(WorkerEntry self, List<WorkerEntry> all, String cluster, String secret) {
        write(
                WORKER,
                HEAD
                        + """
                name = %s
                host = %s
                port = %d
                home = ${gantry.home}
                cluster = %s
                secret = %s
                partitions = %s
                standbys = %s
                """.formatted(
                                        self.name(),
                                        self.host(),
                                        self.port(),
                                        cluster,
                                        secret,
                                        list(self.partitions()),
                                        list(self.standbys())));
        if (self.isClustered()) {
            String members = all.stream()
                    .map(worker -> worker.host() + ":" + worker.memberPort())
                    .collect(Collectors.joining(","));
            remove(ALONE);
            write(MEMBER, HEAD + """
                    bindHost = %s
                    bindPort = %d
                    members = %s
                    cpMembers = 3
                    """.formatted(self.host(), self.memberPort(), members));
        } else {
            remove(MEMBER);
            write(ALONE, HEAD + "# This file being here makes the worker a worker on its own.\n");
        }
    }

    /** Sets what partitions wait for; what else is configured of them is left alone. */
    void setDurability(Durability durability) {
        List<String> lines = new ArrayList<>();
        Path file = root.resolve("etc").resolve(PARTITIONS);
        try {
            if (Files.exists(file)) {
                lines.addAll(Files.readAllLines(file));
            }
        } catch (IOException failure) {
            throw new ClusterException("cannot read " + file + ": " + ClusterFolder.reason(failure), failure);
        }
        lines.removeIf(line -> DURABILITY.matcher(line).matches());
        lines.add("durability = " + durability.label());
        write(PARTITIONS, String.join("\n", lines) + "\n");
    }

    private static String list(List<Integer> partitions) {
        return partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private void write(String name, String content) {
        Path file = root.resolve("etc").resolve(name);
        Path fresh = root.resolve("etc").resolve(name + ".new");
        try {
            Files.deleteIfExists(fresh);
            try (SeekableByteChannel channel = Files.newByteChannel(
                    fresh,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new ClusterException("cannot write " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }

    private void remove(String name) {
        Path file = root.resolve("etc").resolve(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new ClusterException("cannot remove " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }
}
