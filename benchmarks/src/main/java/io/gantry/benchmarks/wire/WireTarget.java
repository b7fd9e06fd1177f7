package io.gantry.benchmarks.wire;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.load.AnswerLog;
import io.gantry.benchmarks.load.LinkRun;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.load.Target;
import io.gantry.benchmarks.stream.MadeStream;
import io.gantry.benchmarks.stream.MarketFlow;
import io.gantry.protocol.sbe.HelloEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.WireSessionKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A worker's port, spoken to by one thread: it writes and reads in turn, and waits for the worker when it is told to. Frames are a length, 32 bit little endian, and a message. What is
 * offered is sent with the next {@link #poll}.
 */
public final class WireTarget implements Target {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final long CLIENT_ID = 77;
    private static final int WAIT_MILLIS = 1;
    private static final Consumer<SelectionKey> READY = key -> {};

    private final FlowCommands commands;
    private final AnswerLog log;
    private final Answers answers;
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final UnsafeBuffer outView = new UnsafeBuffer(out);
    private final UnsafeBuffer inView = new UnsafeBuffer(in);

    private WireTarget(FlowCommands commands, AnswerLog log, SocketChannel channel) throws IOException {
        this.commands = commands;
        this.log = log;
        this.channel = channel;
        answers = new Answers(log);
        selector = Selector.open();
        key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** Fills the books, then measures. */
    public static LinkSample run(WireTask task) {
        MarketFlow flow = MarketFlow.of(
                MadeStream.named(task.stream()), task.symbolIds().length, task.resting(), task.commands(), task.seed());
        AnswerLog log = new AnswerLog();
        FlowCommands commands = new FlowCommands(flow, task.symbolIds(), CLIENT_ID);
        try (WireTarget target = connect(new InetSocketAddress(task.host(), task.port()), commands, log)) {
            return LinkRun.run(target, log, task.plan(), flow.fill(), flow.size());
        }
    }

    private static WireTarget connect(InetSocketAddress address, FlowCommands commands, AnswerLog log) {
        try {
            SocketChannel channel = SocketChannel.open(address);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            WireTarget target = new WireTarget(commands, log, channel);
            target.hello();
            return target;
        } catch (IOException e) {
            throw new BenchException("no connection to the worker at " + address + ": " + e.getMessage(), e);
        }
    }

    private void hello() {
        HelloEncoder encoder = new HelloEncoder();
        encoder.wrapAndApplyHeader(outView, Integer.BYTES, new MessageHeaderEncoder())
                .kind(WireSessionKind.CLIENT)
                .clientId(CLIENT_ID)
                .cluster("")
                .name("")
                .secret("");
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        out.putInt(length).position(Integer.BYTES + length);
    }

    @Override
    public boolean offer(int request) {
        if (out.remaining() < Integer.BYTES + FlowCommands.LENGTH) {
            return false;
        }
        int start = out.position();
        out.putInt(FlowCommands.LENGTH);
        commands.encode(request, log.answered(), outView, start + Integer.BYTES);
        out.position(start + Integer.BYTES + FlowCommands.LENGTH);
        commands.sent(request);
        return true;
    }

    @Override
    public void await() {
        try {
            int wanted = out.position() == 0 ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE;
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
            selector.select(READY, WAIT_MILLIS);
        } catch (IOException e) {
            throw new BenchException("the connection to the worker cannot be waited for: " + e.getMessage(), e);
        }
    }

    @Override
    public int poll() {
        try {
            return write() + read();
        } catch (IOException e) {
            throw new BenchException("the connection to the worker is lost: " + e.getMessage(), e);
        }
    }

    private int write() throws IOException {
        if (out.position() == 0) {
            return 0;
        }
        int written = channel.write(out.flip());
        out.compact();
        return written;
    }

    private int read() throws IOException {
        int bytes = channel.read(in);
        if (bytes < 0) {
            throw new IOException("the worker closed it");
        }
        if (bytes > 0) {
            in.flip();
            while (takeFrame()) {
                // the next one
            }
            in.compact();
        }
        return bytes;
    }

    private boolean takeFrame() throws IOException {
        if (in.remaining() < Integer.BYTES) {
            return false;
        }
        int start = in.position() + Integer.BYTES;
        int length = in.getInt(in.position());
        if (length <= 0 || length > BUFFER_BYTES - Integer.BYTES) {
            throw new IOException("a frame of " + length + " bytes");
        }
        if (in.limit() - start < length) {
            return false;
        }
        answers.message(inView, start);
        in.position(start + length);
        return true;
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException e) {
            throw new BenchException("the connection to the worker cannot be closed: " + e.getMessage(), e);
        }
    }
}
