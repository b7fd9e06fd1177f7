package io.gantry.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Passes connections on to a port, and cuts them when it is told to. A thread per direction. */
final class Relay implements Closeable {

    final AtomicInteger accepted = new AtomicInteger();
    private final ServerSocket acceptor = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final AtomicReference<CountDownLatch> gate = new AtomicReference<>(new CountDownLatch(0));
    private final int target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    Relay(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    int port() {
        return acceptor.getLocalPort();
    }

    /** Connections that come from now on are taken, but nothing is passed on. */
    void hold() {
        gate.set(new CountDownLatch(1));
    }

    /** Passes on what was held. */
    void release() {
        gate.get().countDown();
    }

    /** Cuts all connections wherever they are in a message; new ones are taken. */
    void cut() throws IOException {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        acceptor.close();
        release();
        cut();
    }

    private void accept() throws IOException {
        while (!acceptor.isClosed()) {
            Socket from = acceptor.accept();
            Socket to = new Socket("127.0.0.1", target);
            open.add(from);
            open.add(to);
            accepted.incrementAndGet();
            CountDownLatch passing = gate.get();
            start(() -> pass(from, to, passing));
            start(() -> pass(to, from, passing));
        }
    }

    private static void pass(Socket from, Socket to, CountDownLatch gate) throws IOException {
        awaitOpen(gate);
        byte[] buffer = new byte[64 * 1024];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    private static void awaitOpen(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What can fail when a socket is closed under it. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException cut) {
                        // a connection ends so
                    }
                },
                "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
