package io.gantry.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A session with a worker's shell over its Unix domain socket: one line asked, one answer got, in turn. What a line sets,
 * variables for instance, holds until the session is closed. One thread at a time.
 */
public final class ShellConnection implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BUFFER_BYTES = 64 * 1024;

    private final String worker;
    private final SocketChannel channel;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocate(BUFFER_BYTES).flip();

    private ShellConnection(String worker, SocketChannel channel, Selector selector) {
        this.worker = worker;
        this.channel = channel;
        this.selector = selector;
    }

    /** @throws ClusterException if the worker's shell is not there */
    static ShellConnection open(WorkerEntry worker) {
        SocketChannel channel = connect(worker);
        try {
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            return new ShellConnection(worker.name(), channel, selector);
        } catch (IOException failure) {
            throw notThere(worker, failure);
        }
    }

    /**
     * Has the shell run one line and waits for all that it says.
     *
     * @param limit how long it may take
     * @throws ClusterException if it takes longer or the connection breaks; what the line did is not known then
     */
    public ShellAnswer ask(String line, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        requireOneLine(line);
        send(object(line), deadline);
        JsonNode answer = receive(deadline);
        return new ShellAnswer(answer.path("output").asText(), status(answer));
    }

    /**
     * Has the shell run one line and hands on what it says as it comes, each line without its end.
     *
     * @param out hears what the command prints
     * @param err hears what went wrong
     * @param limit how long it may take
     * @return 0 if the command did what it was asked
     * @throws ClusterException if it takes longer or the connection breaks; what the line did is not known then
     */
    public int run(String line, Consumer<String> out, Consumer<String> err, Duration limit) {
        Deadline deadline = Deadline.after(limit);
        requireOneLine(line);
        send(line, deadline);
        JsonNode message = receive(deadline);
        while (!message.has("status")) {
            (message.has("err") ? err : out)
                    .accept(message.path(message.has("err") ? "err" : "out").asText());
            message = receive(deadline);
        }
        return status(message);
    }

    @Override
    public void close() {
        try (channel;
                selector) {
            channel.keyFor(selector).cancel();
        } catch (IOException failure) {
            throw new ClusterException("cannot close the connection with worker " + worker, failure);
        }
    }

    private static void requireOneLine(String line) {
        if (line.chars().anyMatch(character -> character == '\n' || character == '\r')) {
            throw new ClusterException("what the shell is to run must be one line");
        }
    }

    private static String object(String line) {
        return JSON.createObjectNode().put("line", line).toString();
    }

    private static int status(JsonNode message) {
        return message.path("status").asInt(1);
    }

    private void send(String line, Deadline deadline) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
        try {
            while (bytes.hasRemaining()) {
                if (channel.write(bytes) == 0) {
                    await(SelectionKey.OP_WRITE, deadline);
                }
            }
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    private JsonNode receive(Deadline deadline) {
        try {
            return JSON.readTree(receiveLine(deadline));
        } catch (JsonProcessingException garbled) {
            throw new ClusterException(
                    "the shell of worker " + worker + " answered what this command does not understand", garbled);
        } catch (IOException failure) {
            throw broken(failure);
        }
    }

    private ClusterException broken(IOException failure) {
        return new ClusterException(
                "the connection with the shell of worker " + worker + " broke: " + failure.getMessage(), failure);
    }

    private String receiveLine(Deadline deadline) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (received.hasRemaining()) {
                byte next = received.get();
                if (next == '\n') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(next);
            }
            await(SelectionKey.OP_READ, deadline);
            received.clear();
            int count = channel.read(received);
            received.flip();
            if (count < 0) {
                throw new IOException("closed by the worker");
            }
        }
    }

    private void await(int operation, Deadline deadline) throws IOException {
        channel.keyFor(selector).interestOps(operation);
        selector.selectedKeys().clear();
        if (deadline.isOver() || selector.select(Math.max(1, deadline.leftMillis())) == 0 && deadline.isOver()) {
            throw new ClusterException("the shell of worker " + worker + " did not answer within "
                    + deadline.length().toMillis() + " ms");
        }
    }

    private static SocketChannel connect(WorkerEntry worker) {
        Path run = new WorkerHome(worker.home()).run();
        try {
            Path noted = run.resolve("shell.address");
            Path socket = Files.exists(noted) ? Path.of(Files.readString(noted).strip()) : run.resolve("shell.sock");
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                return channel;
            } catch (IOException failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw notThere(worker, failure);
        }
    }

    private static ClusterException notThere(WorkerEntry worker, IOException failure) {
        return new ClusterException(
                "the shell of worker " + worker.name() + " cannot be reached: " + failure.getMessage(), failure);
    }
}
