package io.gantry.simulator.cluster;

import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.partition.BookSource;
import io.gantry.simulator.trade.Door;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.SimulatedClock;
import io.gantry.simulator.world.SimulatedDisk;
import io.gantry.simulator.world.Violation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A machine: a disk, a clock, and one process after the other. */
final class SimulatedWorker implements Door {

    private static final long MILLI = 1_000_000;
    private static final long MAX_OFFSET_NANOS = 50 * MILLI;
    private static final int MAX_DRIFT = 300;
    private static final Pattern SNAPSHOT = Pattern.compile("/partition-(\\d+)/.*snapshot-(\\d+)\\.img at ");
    private static final int CLOCK = 1;
    private static final int DISK = 2;

    private final int index;
    private final String name;
    private final Means means;
    private final Dice dice;
    private final SimulatedClock clock;
    private final SimulatedDisk disk;
    private final BookSource books = FlatOrderBookFactory::new;
    private Consumer<String> whenProcessDied = worker -> {};
    private Optional<WorkerProcess> process = Optional.empty();
    private long incarnations;
    private boolean isDamaged;
    private String rotten = "";
    private boolean hasRefused;
    private boolean isGone;
    private boolean wantsStart;
    private boolean isBlank;

    SimulatedWorker(int index, Means means, Dice dice) {
        this.index = index;
        this.means = means;
        this.dice = dice;
        name = nameOf(index);
        Dice clocks = dice.fork(CLOCK);
        boolean isSkewed = means.shape().isSkewed();
        clock = new SimulatedClock(
                means.schedule(),
                isSkewed ? clocks.between(-MAX_OFFSET_NANOS, MAX_OFFSET_NANOS) : 0,
                isSkewed ? clocks.between(-MAX_DRIFT, MAX_DRIFT) : 0);
        disk = new SimulatedDisk(dice.fork(DISK), means.trace());
    }

    static String nameOf(int index) {
        return "w" + (index + 1);
    }

    /** Hears the name of a worker whose process has just died. */
    void whenProcessDied(Consumer<String> listener) {
        whenProcessDied = listener;
    }

    int index() {
        return index;
    }

    Dice dice() {
        return dice;
    }

    SimulatedClock clock() {
        return clock;
    }

    SimulatedDisk disk() {
        return disk;
    }

    BookSource books() {
        return books;
    }

    Optional<WorkerProcess> process() {
        return process;
    }

    boolean isUp() {
        return process.filter(WorkerProcess::isUp).isPresent();
    }

    /** Bits have rotted, so that it may refuse to start. */
    boolean isDamaged() {
        return isDamaged;
    }

    /** It found its disk damaged, and was not started again since. */
    boolean hasRefused() {
        return hasRefused;
    }

    /**
     * Its disk was replaced. If the register forgot everything while a worker that may begin partitions has nothing, that one would begin anew: workers cannot tell that
     * from the first start of a cluster.
     */
    boolean isBlank() {
        return isBlank;
    }

    /** It could not start, and may be able to now. */
    boolean wantsStart() {
        return wantsStart;
    }

    void start() {
        if (process.isPresent() || hasRefused || isGone) {
            return;
        }
        wantsStart = false;
        means.tally().count("process starts");
        means.network().connectsAnew(name);
        means.trace().note("start", index, incarnations + 1, () -> name + " starts");
        WorkerProcess next = new WorkerProcess(this, means, ++incarnations);
        process = Optional.of(next);
        next.start();
        if (next.isUp()) {
            // If bits have rotted, nobody has missed them.
            isDamaged = false;
        }
    }

    /** It dies and does not come back; the others have to do without it. */
    void takeAway() {
        isGone = true;
        crash(true);
    }

    /** The process dies; with the machine, if it is a power failure. */
    void crash(boolean isPowerFailure) {
        if (process.isEmpty()) {
            return;
        }
        means.tally().count(isPowerFailure ? "power failures" : "process deaths");
        means.trace()
                .note(
                        "crash",
                        index,
                        isPowerFailure ? 1 : 0,
                        () -> name + (isPowerFailure ? " loses power" : " is killed"));
        process.get().die();
        process = Optional.empty();
        if (isPowerFailure) {
            if (disk.powerFailed()) {
                means.tally().count("power failures that lost or tore writes");
            }
        } else {
            disk.processDied();
        }
        whenProcessDied.accept(name);
        means.referee().crashed(name, isPowerFailure);
    }

    /** The process ends as it should; answers whether it did, and did not die of it. */
    boolean stop() {
        if (process.isEmpty()) {
            return false;
        }
        means.tally().count("clean stops");
        means.trace().note("stop", index, 0, () -> name + " stops");
        WorkerProcess ending = process.get();
        ending.stop();
        if (process.isEmpty()) {
            return false;
        }
        ending.die();
        process = Optional.empty();
        disk.processDied();
        whenProcessDied.accept(name);
        means.referee().stopped(name);
        return true;
    }

    /** The machine of a worker that was stopped as it should be is switched off: that takes nothing that counts. */
    void losePowerWhileDown() {
        if (process.isEmpty() && disk.powerFailed()) {
            means.tally().count("power failures that lost or tore writes");
        }
    }

    /** A bit flips on its disk, in its newest snapshot if that is wished and there is one. */
    void rot(boolean isOfSnapshot) {
        String where = disk.rot(isOfSnapshot);
        rotten = where;
        if (!where.isEmpty()) {
            isDamaged = true;
            means.tally().count("bits rotted");
            means.trace().note("rot", index, where.hashCode(), () -> name + ": a bit flips in " + where);
            means.referee().lost(name);
        }
    }

    /** Its disk is replaced by an empty one. */
    void wipe() {
        means.tally().count("disks replaced");
        means.trace().note("wipe", index, 0, () -> name + " gets an empty disk");
        disk.wipe();
        isDamaged = false;
        hasRefused = false;
        isBlank = true;
        means.referee().lost(name);
    }

    /** Whether what has rotted is a snapshot that a log does without: there is the one before it, or the log from its beginning, unless another replica sent it. */
    private boolean isOtherSnapshotThere() {
        Matcher snapshot = SNAPSHOT.matcher(rotten);
        return snapshot.find()
                && Long.parseLong(snapshot.group(2))
                        != means.referee().installedAt(name, Integer.parseInt(snapshot.group(1)));
    }

    /** A process could not read its log. */
    void refusesToStart(WorkerProcess refusing, IOException why) {
        boolean isExpected = why instanceof JournalCorruptException
                ? isDamaged && !isOtherSnapshotThere()
                : refusing.isDiskSuspect();
        if (!isExpected) {
            throw means.referee().keep(new Violation("START", name + " does not start: " + why.getMessage(), why));
        }
        means.tally().count("starts refused");
        means.trace().note("refused", index, 0, () -> name + ": " + why.getMessage());
        hasRefused = isDamaged;
        wantsStart = !isDamaged;
        crash(false);
    }

    @Override
    public String worker() {
        return name;
    }

    @Override
    public long incarnation() {
        return process.map(WorkerProcess::incarnation).orElse(0L);
    }

    @Override
    public void connected(long connection, FrameSink sink) {
        process.ifPresent(live -> live.connected(connection, sink));
    }

    @Override
    public void received(long connection, ByteBuffer message) {
        process.ifPresent(live -> live.received(connection, message));
    }

    @Override
    public void disconnected(long connection) {
        process.ifPresent(live -> live.disconnected(connection));
    }

    @Override
    public void gaveOut(long connection, byte[] message) {
        if (process.isPresent()) {
            means.trace().note("out", connection, message.length);
            means.referee().gaveOut(name, connection, message);
        }
    }

    @Override
    public void inProcess(long of, Runnable action) {
        process.filter(live -> live.incarnation() == of).ifPresent(live -> live.deliver(action));
    }

    /** A message of another worker. */
    void heard(String from, byte[] message) {
        process.ifPresent(live -> live.deliver(() -> live.heard(from, message)));
    }
}
