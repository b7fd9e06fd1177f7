package io.gantry.itests;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.HelloEncoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.protocol.sbe.WelcomeDecoder;
import io.gantry.protocol.sbe.WireSessionKind;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A client of one worker that goes nowhere else, whatever it is told: it hears what just this worker says. One thread. */
final class LoneConnection implements AutoCloseable {

    private static final int MESSAGE_BYTES = 1_024;
    private static final int WELCOME_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(MESSAGE_BYTES);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    /** Connects and is welcomed. */
    LoneConnection(int port, long clientId) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        HelloEncoder hello = new HelloEncoder();
        hello.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .kind(WireSessionKind.CLIENT)
                .clientId(clientId)
                .cluster("")
                .name("")
                .secret("");
        write(MessageHeaderEncoder.ENCODED_LENGTH + hello.encodedLength());
        socket.setSoTimeout(WELCOME_MILLIS);
        header.wrap(read(), 0);
        if (header.templateId() != WelcomeDecoder.TEMPLATE_ID) {
            throw new IOException("no welcome, but message " + header.templateId());
        }
    }

    /** Sends a command with all its ids. The system keeps it if the worker does not read. */
    void send(OrderCommand command) throws IOException {
        write(new CommandCodec().encode(command, buffer, 0));
    }

    /**
     * What the worker said.
     *
     * @param answers to commands that were executed or rejected
     * @param refusals of commands that were not executed
     */
    record Heard(List<CommandAnswer> answers, int refusals) {}

    /** Listens until the worker closes the connection or says nothing for a while. */
    Heard listen(Duration silence) throws IOException {
        List<CommandAnswer> answers = new ArrayList<>();
        int refusals = 0;
        socket.setSoTimeout((int) silence.toMillis());
        Optional<UnsafeBuffer> message = next();
        while (message.isPresent()) {
            header.wrap(message.get(), 0);
            if (header.templateId() == CommandAnswerMessageDecoder.TEMPLATE_ID) {
                answers.add(new CommandAnswer().decode(message.get(), 0));
            } else if (header.templateId() == NotExecutedDecoder.TEMPLATE_ID) {
                refusals++;
            }
            message = next();
        }
        return new Heard(answers, refusals);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Optional<UnsafeBuffer> next() throws IOException {
        try {
            return Optional.of(read());
        } catch (EOFException | SocketException | SocketTimeoutException over) {
            return Optional.empty();
        }
    }

    private UnsafeBuffer read() throws IOException {
        byte[] message = new byte[Integer.reverseBytes(in.readInt())];
        in.readFully(message);
        return new UnsafeBuffer(message);
    }

    private void write(int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(Integer.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(length).put(buffer.byteArray(), 0, length);
        socket.getOutputStream().write(frame.array());
    }
}
