package io.gantry.cli.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** What a worker looks like from outside, and nothing behind it: a process with a home and a shell. */
public final class FakeWorker {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeWorker() {}

    /** How it behaves. */
    public enum Mode {
        SERVES,
        GIVES_UP,
        NEVER_ANSWERS,
        STAYS_RECOVERING,
        FAILS,
        IGNORES_STOP,
        KEEPS_PORT_CLOSED
    }

    /** Makes an installation whose workers behave like that. */
    public static Installation install(Path folder, Mode mode) {
        return install(folder, mode, mode);
    }

    /** Makes an installation whose workers behave in the first way, but w2 in the second. */
    static Installation install(Path folder, Mode mode, Mode modeOfSecond) {
        Path script = folder.resolve("bin").resolve("gantry-worker");
        try {
            Files.createDirectories(script.getParent());
            Files.writeString(script, """
                    #!/bin/sh
                    case "$2" in */w2) mode=%s ;; *) mode=%s ;; esac
                    exec "%s/bin/java" -XX:TieredStopAtLevel=1 -Xmx64m -cp "%s" %s "$0" "$@" "$mode"
                    """.formatted(
                            modeOfSecond,
                            mode,
                            System.getProperty("java.home"),
                            System.getProperty("java.class.path"),
                            FakeWorker.class.getName()));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return new Installation(folder);
    }

    /** Arguments: the script, --home, the folder, the mode. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[2]);
        Mode mode = Mode.valueOf(arguments[3]);
        if (mode == Mode.GIVES_UP) {
            System.err.println("gantry: port 7400 on 127.0.0.1 is in use");
            System.exit(1);
        }
        if (mode == Mode.IGNORES_STOP) {
            Runtime.getRuntime().addShutdownHook(new Thread(FakeWorker::waitForever));
        }
        Path run = Files.createDirectories(home.resolve("run"));
        Files.writeString(run.resolve("worker.pid"), ProcessHandle.current().pid() + "\n");
        if (mode == Mode.NEVER_ANSWERS) {
            waitForever();
        }
        Properties config = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("etc").resolve("io.gantry.worker.cfg"))) {
            config.load(reader);
        }
        try (ServerSocketChannel clients = ServerSocketChannel.open()) {
            if (mode != Mode.KEEPS_PORT_CLOSED) {
                clients.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(config.getProperty("port"))));
            }
            serve(run.resolve("shell.sock"), config, mode);
        }
    }

    private static void serve(Path socket, Properties config, Mode mode) throws IOException {
        Files.deleteIfExists(socket);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            while (server.isOpen()) {
                try (SocketChannel channel = server.accept();
                        BufferedReader in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
                        BufferedWriter out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8))) {
                    Optional<String> line = Optional.ofNullable(in.readLine());
                    while (line.isPresent()) {
                        out.write(answer(line.get(), config, mode) + "\n");
                        out.flush();
                        line = Optional.ofNullable(in.readLine());
                    }
                }
            }
        }
    }

    /** One message to a line in an object, several to a bare one. */
    private static String answer(String received, Properties config, Mode mode) throws IOException {
        boolean isWhole = received.startsWith("{");
        String line = isWhole ? JSON.readTree(received).path("line").asText() : received;
        String output = switch (line) {
            case "gantry:status --json" -> status(config, mode);
            case "gantry:routes --json" -> routes();
            default -> config.getProperty("name") + " was told: " + line;
        };
        int status = line.contains("fail") ? 1 : 0;
        if (isWhole) {
            return JSON.createObjectNode()
                    .put("output", output + "\n")
                    .put("status", status)
                    .toString();
        }
        return JSON.createObjectNode().put(status == 0 ? "out" : "err", output) + "\n"
                + JSON.createObjectNode().put("status", status);
    }

    private static String status(Properties config, Mode mode) throws IOException {
        ObjectNode status = JSON.createObjectNode();
        ArrayNode partitions = status.putArray("partitions");
        add(partitions, config, mode, "PRIMARY");
        add(partitions, config, mode, "STANDBY");
        return JSON.writeValueAsString(status);
    }

    private static void add(ArrayNode partitions, Properties config, Mode mode, String role) {
        String numbers = config.getProperty(role.equals("PRIMARY") ? "partitions" : "standbys");
        for (String number : numbers.isEmpty() ? new String[0] : numbers.split(",")) {
            ObjectNode partition = partitions.addObject();
            partition.put("partition", Integer.parseInt(number));
            partition.put("state", state(mode));
            partition.put("role", role);
            partition.put("epoch", 3);
            partition.putArray("inSync").add("w1").add("w2");
            partition.put("detail", mode == Mode.FAILS ? "the journal is corrupt at byte 12" : "");
            partition.put("symbols", 2);
            partition.put("commands", 10);
            partition.put("restingOrders", 5);
        }
    }

    /** More than any test has. */
    private static String routes() throws IOException {
        ObjectNode routes = JSON.createObjectNode();
        ArrayNode partitions = routes.putArray("partitions");
        for (int partition = 1; partition <= 9; partition++) {
            partitions.addObject().put("partition", partition).put("alive", true);
        }
        return JSON.writeValueAsString(routes);
    }

    private static String state(Mode mode) {
        return switch (mode) {
            case FAILS -> "FAILED";
            case STAYS_RECOVERING -> "RECOVERING";
            default -> "SERVING";
        };
    }

    private static void waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }
}
