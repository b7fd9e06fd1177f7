package io.gantry.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.service.command.Process;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The socket, for real. */
@Timeout(60)
class ShellServerTest {

    @TempDir
    private Path home;

    private final AtomicInteger endedCommands = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final Shell shell = new Shell()
            .with("say", (session, words) -> {
                words.forEach(word -> Process.Utils.current().out().println(word));
                return null;
            })
            .with("open", (session, words) -> {
                Process.Utils.current().out().print("no line end");
                return null;
            })
            .with("fail", (session, words) -> {
                throw new IllegalStateException("first\nsecond");
            })
            .with("exit3", (session, words) -> {
                throw new ShellFailure(3, "said so");
            })
            .with("wait", (session, words) -> {
                Process.Utils.current().out().println("waiting");
                held.await();
                for (int i = 0; i < 10_000; i++) {
                    Process.Utils.current().out().println("more");
                }
                endedCommands.incrementAndGet();
                return null;
            });
    private ShellServer server;

    @BeforeEach
    void open() throws IOException {
        server = ShellServer.open(home, () -> new ShellSession(shell.processor()));
    }

    @AfterEach
    void close() {
        held.countDown();
        server.close();
        shell.close();
    }

    @Test
    void shouldAnswerLineByLineWhenSentALine() throws IOException {
        try (Client client = new Client(server.socket())) {
            assertThat(client.ask("gantry:say a 'b c'"))
                    .containsExactly("{\"out\":\"a\"}", "{\"out\":\"b c\"}", "{\"status\":0}");
        }
    }

    @Test
    void shouldAnswerInOnePieceWhenSentAnObject() throws IOException {
        try (Client client = new Client(server.socket())) {
            assertThat(client.ask("{\"line\":\"gantry:say a b; gantry:open\"}"))
                    .containsExactly("{\"output\":\"a\\nb\\nno line end\\n\",\"status\":0}");
            assertThat(client.ask("{\"line\":\"nonsense\"}"))
                    .containsExactly(
                            "{\"output\":\"unknown command nonsense; help lists the commands\\n\",\"status\":127}");
        }
    }

    @Test
    void shouldKeepTheSessionWhenLinesFollowEachOther() throws IOException {
        try (Client client = new Client(server.socket());
                Client other = new Client(server.socket())) {
            client.ask("x = remembered");

            assertThat(client.ask("say $x")).containsExactly("{\"out\":\"remembered\"}", "{\"status\":0}");
            assertThat(other.ask("say $x")).doesNotContain("{\"out\":\"remembered\"}");
        }
    }

    @Test
    void shouldPrintTheValueWhenALineHasOne() throws IOException {
        try (Client client = new Client(server.socket())) {
            assertThat(client.ask("x = 5")).containsExactly("{\"out\":\"5\"}", "{\"status\":0}");
        }
    }

    @Test
    void shouldTellOneLineAndAStatusWhenACommandFails() throws IOException {
        try (Client client = new Client(server.socket())) {
            assertThat(client.ask("gantry:fail")).containsExactly("{\"err\":\"first second\"}", "{\"status\":1}");
            assertThat(client.ask("gantry:exit3")).containsExactly("{\"err\":\"said so\"}", "{\"status\":3}");
            assertThat(client.ask("gantry:say a; gantry:exit3; gantry:say b"))
                    .containsExactly("{\"out\":\"a\"}", "{\"err\":\"said so\"}", "{\"status\":3}");
            assertThat(client.ask("no:such thing"))
                    .containsExactly(
                            "{\"err\":\"unknown command no:such; help lists the commands\"}", "{\"status\":127}");
            assertThat(client.ask("say 'unclosed")).last().isEqualTo("{\"status\":1}");
            assertThat(client.ask("")).containsExactly("{\"status\":0}");
        }
    }

    @Test
    void shouldNotExpandFilesWhenAWordHasAStar() throws IOException {
        try (Client client = new Client(server.socket())) {
            assertThat(client.ask("say *")).containsExactly("{\"out\":\"*\"}", "{\"status\":0}");
        }
    }

    @Test
    void shouldTakeALineOfTheGreatestLengthAndNoLonger() throws IOException {
        try (Client client = new Client(server.socket())) {
            String word = "x".repeat(LineChannel.MAX_LINE_BYTES - "say ".length());

            assertThat(client.ask("say " + word)).containsExactly("{\"out\":\"" + word + "\"}", "{\"status\":0}");
            assertThat(client.ask("say " + word + "x"))
                    .containsExactly("{\"err\":\"a line has more than 65536 bytes\"}", "{\"status\":2}");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void shouldRefuseALineThatIsNotUtf8() throws IOException {
        try (Client client = new Client(server.socket())) {
            client.send(new byte[] {(byte) 0xC3, (byte) 0x28, '\n'});

            assertThat(client.answer()).containsExactly("{\"err\":\"a line is not UTF-8\"}", "{\"status\":2}");
        }
    }

    @Test
    void shouldFinishTheCommandAndServeOthersWhenTheClientGoesAway() throws IOException {
        Client client = new Client(server.socket());
        client.send("gantry:wait\n".getBytes(StandardCharsets.UTF_8));
        assertThat(client.line()).isEqualTo("{\"out\":\"waiting\"}");
        client.close();
        held.countDown();

        await().until(() -> endedCommands.get() == 1);
        try (Client next = new Client(server.socket())) {
            assertThat(next.ask("say hello")).contains("{\"out\":\"hello\"}");
        }
    }

    @Test
    void shouldRefuseAConnectionWhenThereAreTooMany() throws IOException {
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < ShellServer.MAX_CONNECTIONS; i++) {
                Client client = new Client(server.socket());
                clients.add(client);
                client.ask("say here");
            }
            try (Client tooMany = new Client(server.socket())) {
                assertThat(tooMany.answer())
                        .containsExactly("{\"err\":\"the worker has 16 shell connections already\"}", "{\"status\":1}");
            }
        } finally {
            for (Client client : clients) {
                client.close();
            }
        }
    }

    @Test
    void shouldBeTheOwnersAloneAndSayWhereItIs() throws IOException {
        Path run = home.resolve("run");

        assertThat(permissions(run)).isEqualTo("rwx------");
        assertThat(permissions(server.socket())).isEqualTo("rw-------");
        assertThat(server.socket()).isEqualTo(run.toAbsolutePath().resolve("shell.sock"));
        assertThat(run.resolve("shell.address")).hasContent(server.socket().toString());
    }

    @Test
    void shouldLeaveNothingWhenClosed() {
        server.close();

        assertThat(home.resolve("run")).isEmptyDirectory();
    }

    @Test
    void shouldEndConnectionsWhenClosed() throws IOException {
        try (Client client = new Client(server.socket())) {
            client.ask("say here");

            server.close();

            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void shouldReplaceWhatAKilledWorkerLeft() throws IOException {
        server.close();
        Files.createFile(home.resolve("run/shell.sock"));
        Files.writeString(home.resolve("run/shell.address"), "/nowhere\n");

        server = ShellServer.open(home, () -> new ShellSession(shell.processor()));

        try (Client client = new Client(server.socket())) {
            assertThat(client.ask("say back")).contains("{\"out\":\"back\"}");
        }
    }

    @Test
    void shouldGoElsewhereWhenThePathIsTooLong() throws IOException {
        Path deep = home.resolve("x".repeat(120));
        Path address;
        try (ShellServer far = ShellServer.open(deep, () -> new ShellSession(shell.processor()))) {
            address =
                    Path.of(Files.readString(deep.resolve("run/shell.address")).strip());

            assertThat(address).isEqualTo(far.socket()).isNotEqualTo(deep.resolve("run/shell.sock"));
            assertThat(permissions(address.getParent())).isEqualTo("rwx------");
            try (Client client = new Client(address)) {
                assertThat(client.ask("say here")).contains("{\"out\":\"here\"}");
            }
        }
        assertThat(address.getParent()).doesNotExist();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static final class Client implements AutoCloseable {

        private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        private final BufferedReader reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));

        Client(Path socket) throws IOException {
            channel.connect(UnixDomainSocketAddress.of(socket));
        }

        List<String> ask(String line) throws IOException {
            send((line + "\n").getBytes(StandardCharsets.UTF_8));
            return answer();
        }

        void send(byte[] bytes) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }

        List<String> answer() throws IOException {
            List<String> answer = new ArrayList<>();
            String line = line();
            while (!line.contains("\"status\":")) {
                answer.add(line);
                line = line();
            }
            answer.add(line);
            return answer;
        }

        String line() throws IOException {
            String line = reader.readLine();
            if (line == null) {
                throw new IOException("the server has closed the connection");
            }
            return line;
        }

        boolean isEnded() throws IOException {
            return reader.readLine() == null;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
