package io.gantry.simulator.trade;

import io.gantry.engine.api.partition.FrameSink;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Schedule;
import java.nio.ByteBuffer;

/**
 * A client's connection to a worker, in the manner of TCP: each way in order, until it breaks; then what is under way arrives or not, and the client hears of
 * it after a while or never.
 */
final class Connection implements FrameSink {

    private static final long MICRO = 1_000;
    private static final long LEAST_DELAY = 20 * MICRO;
    private static final long MOST_DELAY = 200 * MICRO;
    private static final long MOST_BREAK_DELAY = 5_000 * MICRO;
    private static final int UNHEARD_BREAKS = 200;

    /** The client's end. */
    interface Listener {

        void heard(Connection connection, byte[] message);

        void broken(Connection connection);
    }

    private final long id;
    private final Door door;
    private final Schedule schedule;
    private final Dice dice;
    private final Listener listener;
    private final int maxUnread;
    private final long incarnation;
    private long lastIn;
    private long lastOut;
    private int unread;
    private long readDelay;
    private boolean isClosed;
    private boolean isGone;

    /** @param maxUnread messages on their way to the client from which on it is not writable */
    Connection(long id, Door door, Schedule schedule, Dice dice, Listener listener, int maxUnread) {
        this.id = id;
        this.door = door;
        this.schedule = schedule;
        this.dice = dice;
        this.listener = listener;
        this.maxUnread = maxUnread;
        incarnation = door.incarnation();
        in(() -> door.connected(id, this));
    }

    long id() {
        return id;
    }

    String worker() {
        return door.worker();
    }

    boolean isClosed() {
        return isClosed;
    }

    /** From now on the client takes so much longer to read a message. */
    void readSlowly(long delayNanos) {
        readDelay = delayNanos;
    }

    /** From the client to the worker. */
    void send(byte[] message) {
        in(() -> door.received(id, ByteBuffer.wrap(message)));
    }

    /** The client gives it up. What it has sent may still arrive. */
    void close() {
        if (!isClosed) {
            isClosed = true;
            in(() -> door.disconnected(id));
        }
    }

    private void in(Runnable action) {
        lastIn = Math.max(lastIn + 1, schedule.now() + delay());
        schedule.at(lastIn, () -> {
            if (incarnation == 0 || door.incarnation() != incarnation) {
                workerDied();
            } else if (!isGone) {
                door.inProcess(incarnation, action);
            }
        });
    }

    private long delay() {
        return dice.between(LEAST_DELAY, MOST_DELAY);
    }

    /** The process at the other end is gone: the client is told, unless that is lost, too. */
    void workerDied() {
        if (isGone) {
            return;
        }
        isGone = true;
        if (!isClosed && !dice.chance(UNHEARD_BREAKS)) {
            schedule.after(dice.between(LEAST_DELAY, MOST_BREAK_DELAY), this::clientHearsOfBreak);
        }
    }

    private void clientHearsOfBreak() {
        if (!isClosed) {
            isClosed = true;
            listener.broken(this);
        }
    }

    /** A break in the network: both ends hear of it sooner or later. */
    void breakOff() {
        if (!isClosed && !isGone) {
            isGone = true;
            door.inProcess(incarnation, () -> door.disconnected(id));
            schedule.after(dice.between(LEAST_DELAY, MOST_BREAK_DELAY), this::clientHearsOfBreak);
        }
    }

    @Override
    public boolean isWritable() {
        return unread < maxUnread;
    }

    @Override
    public void send(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.duplicate().get(bytes);
        door.gaveOut(id, bytes);
        if (isGone) {
            return;
        }
        unread++;
        lastOut = Math.max(lastOut + 1, schedule.now() + delay() + readDelay);
        schedule.at(lastOut, () -> {
            unread--;
            if (!isClosed && !isGone) {
                listener.heard(this, bytes);
            }
        });
    }

    @Override
    public void flush() {}

    @Override
    public void close(String reason) {
        workerDied();
    }
}
