package io.gantry.benchmarks.wire;

import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.HelloDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedEncoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.WireCause;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;

/** Speaks a worker's protocol with one client: executes every command up to a number, and turns later ones away. */
final class AnsweringWorker implements AutoCloseable {
    private static final int MESSAGE_BYTES = 1024;

    private final ServerSocket server;
    private final int mostCommands;
    private final AtomicInteger commands = new AtomicInteger();
    private final AtomicLong clientId = new AtomicLong();
    private final Thread thread = new Thread(this::serve, "answering-worker");

    private AnsweringWorker(int mostCommands) throws IOException {
        this.mostCommands = mostCommands;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    static AnsweringWorker start(int mostCommands) throws IOException {
        AnsweringWorker worker = new AnsweringWorker(mostCommands);
        worker.thread.start();
        return worker;
    }

    int port() {
        return server.getLocalPort();
    }

    int commands() {
        return commands.get();
    }

    long clientId() {
        return clientId.get();
    }

    private void serve() {
        try (Socket client = server.accept();
                DataInputStream in = new DataInputStream(client.getInputStream());
                OutputStream out = new BufferedOutputStream(client.getOutputStream())) {
            client.setTcpNoDelay(true);
            while (true) {
                byte[] message = new byte[Integer.reverseBytes(in.readInt())];
                in.readFully(message);
                take(new UnsafeBuffer(message), out);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException clientHasLeft) {
            // as each test does in the end
        }
    }

    private void take(UnsafeBuffer message, OutputStream out) throws IOException {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, 0);
        if (header.templateId() == HelloDecoder.TEMPLATE_ID) {
            clientId.set(
                    new HelloDecoder().wrapAndApplyHeader(message, 0, header).clientId());
            return;
        }
        OrderCommandMessageDecoder command = new OrderCommandMessageDecoder().wrapAndApplyHeader(message, 0, header);
        UnsafeBuffer answer = new UnsafeBuffer(new byte[MESSAGE_BYTES]);
        int length =
                commands.incrementAndGet() <= mostCommands ? executed(command, answer) : turnedAway(command, answer);
        ByteBuffer prefix = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(prefix.putInt(length).array());
        out.write(answer.byteArray(), 0, length);
    }

    private static int executed(OrderCommandMessageDecoder command, UnsafeBuffer buffer) {
        return new CommandAnswer()
                .status(AnswerStatus.EXECUTED)
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .encode(buffer, 0);
    }

    private static int turnedAway(OrderCommandMessageDecoder command, UnsafeBuffer buffer) {
        NotExecutedEncoder encoder = new NotExecutedEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .cause(WireCause.OVERLOADED)
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .host("")
                .detail("the queue is full");
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
