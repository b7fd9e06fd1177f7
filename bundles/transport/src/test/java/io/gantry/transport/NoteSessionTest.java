package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.protocol.sbe.WireSessionKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the port does with connections that carry notes. */
final class NoteSessionTest {

    private final FakeWorker worker = new FakeWorker("w2");
    private final Ear ear = new Ear();
    private Transport transport;
    private int port;

    @BeforeEach
    void open(@TempDir Path home) {
        worker.peerServices.add(() -> Optional.of(ear));
        transport = new Transport(TestSettings.of("w2", home), worker.services());
        port = transport.start();
    }

    @AfterEach
    void close() {
        transport.stop();
    }

    @Test
    void shouldHearOnlyTheConnectionThatCameLastWhenAWorkerHasTwo() throws IOException {
        try (Wire old = notesWire(port);
                Wire fresh = notesWire(port)) {
            assertThat(old.goodbyeAndEnd()).isEqualTo("worker test tells over another connection now");

            fresh.frame(noteMessage(8));
            await().until(() -> ear.numbers.contains(8));
        }
        assertThat(ear.tellers).containsExactly("test");
    }

    @Test
    void shouldDropWhatComesLateOverTheConnectionBefore() {
        NoteSource source = worker.peerServices.noteSource("w1");
        Connection unused = null;
        NoteSession old = new NoteSession(source, unused);
        NoteSession fresh = new NoteSession(source, unused);
        source.begin(old);
        source.tell(old, "ear", Ear.note(1, 40));
        source.begin(fresh);

        source.tell(old, "ear", Ear.note(2, 40));
        source.tell(fresh, "ear", Ear.note(3, 40));
        source.end(old);
        source.tell(fresh, "ear", Ear.note(4, 40));
        source.end(fresh);
        source.tell(fresh, "ear", Ear.note(5, 40));

        assertThat(ear.numbers).containsExactly(1, 3, 4);
    }

    @Test
    void shouldEndTheConnectionWhenSomethingElseComesAmongNotes() throws IOException {
        try (Wire wire = notesWire(port)) {
            wire.frame(Wire.routeQuery(1));

            assertThat(wire.goodbyeAndEnd()).isEqualTo("a worker does not send message 10 among notes");
        }
    }

    @Test
    void shouldEndTheConnectionWhenANoteReachesBeyondItsFrame() throws IOException {
        byte[] message = noteMessage(1);
        try (Wire wire = notesWire(port)) {
            wire.frame(Arrays.copyOf(message, message.length - 1));

            assertThat(wire.goodbyeAndEnd()).startsWith("PeerNote is cut off");
        }
        assertThat(ear.numbers).isEmpty();
    }

    @Test
    void shouldRefuseAConnectionForNotesWhenTheSecretIsWrong() throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.frame(Wire.hello(WireSessionKind.NOTES, 0, TestSettings.CREDENTIALS.cluster(), "wrong"));

            assertThat(wire.goodbyeAndEnd()).isEqualTo("the secret is not that of this cluster");
        }
    }

    private static Wire notesWire(int port) throws IOException {
        Wire wire = Wire.open(port);
        Credentials credentials = TestSettings.CREDENTIALS;
        wire.frame(Wire.hello(WireSessionKind.NOTES, 0, credentials.cluster(), credentials.secret()));
        assertThat(wire.welcome()).isEqualTo("w2");
        return wire;
    }

    private static byte[] noteMessage(int number) {
        ByteBuf frame = Unpooled.buffer();
        new NoteHead("ear").append(frame, Ear.note(number, 40));
        byte[] message = new byte[frame.readableBytes() - FrameAssembler.PREFIX_BYTES];
        frame.skipBytes(FrameAssembler.PREFIX_BYTES).readBytes(message);
        return message;
    }
}
