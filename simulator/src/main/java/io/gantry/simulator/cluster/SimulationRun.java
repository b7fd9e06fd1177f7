package io.gantry.simulator.cluster;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.partition.ReplicaStep;
import io.gantry.partition.ReplicaView;
import io.gantry.simulator.check.Referee;
import io.gantry.simulator.trade.FeedReader;
import io.gantry.simulator.trade.PlannedCommand;
import io.gantry.simulator.trade.Trader;
import io.gantry.simulator.trade.Venue;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.RegisterWatcher;
import io.gantry.simulator.world.Schedule;
import io.gantry.simulator.world.SimulatedNetwork;
import io.gantry.simulator.world.SimulatedRegister;
import io.gantry.simulator.world.Tally;
import io.gantry.simulator.world.Trace;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of a scenario, from the start of the workers until all is done and agreed upon, or a rule is broken. */
public final class SimulationRun {

    private static final long MILLI = 1_000_000;
    private static final long TRADING_BEGINS = 20 * MILLI;
    private static final long STATES_EVERY = 10 * MILLI;
    private static final long FAULTS_LAST = 200 * MILLI;
    private static final long PATIENCE = 6_000 * MILLI;
    private static final long MAX_START_DELAY = 10 * MILLI;
    private static final int STEPS_BETWEEN_CHECKS = 64;
    private static final int WORKERS = 1;
    private static final int NETWORK = 2;
    private static final int REGISTER = 3;
    private static final int CONNECTIONS = 4;
    private static final int CLIENTS = 5;
    private static final int READERS = 6;
    private static final int SLOW_READERS = 300;
    private static final int READERS_PER_SYMBOL = 2;

    private final Scenario scenario;
    private final Schedule schedule = new Schedule();
    private final Tally tally = new Tally();
    private final Trace trace;
    private final Dice dice;
    private final Referee referee;
    private final Means means;
    private final List<SimulatedWorker> workers = new ArrayList<>();
    /** Those of them that are not gone for good. */
    private final List<SimulatedWorker> left = new ArrayList<>();

    private final List<Trader> traders = new ArrayList<>();
    private final List<FeedReader> readers = new ArrayList<>();
    private final FaultInjector faults;
    private boolean isHealed;

    private SimulationRun(Scenario scenario, Optional<Consumer<String>> lines) {
        this.scenario = scenario;
        Shape shape = scenario.shape();
        dice = new Dice(scenario.seed()).fork(scenario.seed());
        trace = lines.isPresent() ? Trace.to(schedule, lines.get()) : Trace.silent(schedule);
        referee = new Referee(shape.durability(), shape.windowBytes(), tally);
        SimulatedNetwork network =
                new SimulatedNetwork(schedule, dice.fork(NETWORK), tally, ReplicaMessage::isForwarded);
        network.behave(shape.network());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < shape.workers(); i++) {
            names.add(SimulatedWorker.nameOf(i));
        }
        SymbolDirectory symbols = new SymbolDirectory(shape.symbols(), shape.partitions(), names);
        SimulatedRegister register =
                new SimulatedRegister(schedule, dice.fork(REGISTER), trace, tally, new RegisterWatcher() {
                    @Override
                    public void changed(Optional<PartitionOwner> before, PartitionOwner after) {
                        symbols.change(after);
                        referee.changed(before, after);
                    }

                    @Override
                    public void forgotten() {
                        referee.forgotten();
                    }
                });
        register.behave(shape.register());
        means = new Means(
                shape,
                Rates.of(shape.syncMicros()),
                schedule,
                trace,
                tally,
                referee,
                network,
                register,
                symbols,
                this::reached);
        for (int i = 0; i < shape.workers(); i++) {
            SimulatedWorker worker =
                    new SimulatedWorker(i, means, dice.fork(WORKERS).fork(i));
            network.attach(worker.worker(), worker::heard);
            workers.add(worker);
            left.add(worker);
        }
        Venue venue = new Venue(schedule, trace, tally, referee, dice.fork(CONNECTIONS), List.copyOf(workers));
        workers.forEach(worker -> worker.whenProcessDied(venue::workerDied));
        faults = new FaultInjector(means, workers, venue);
        clients(venue);
    }

    /** Runs a scenario. */
    public static Outcome of(Scenario scenario) {
        return new SimulationRun(scenario, Optional.empty()).run();
    }

    /** Runs a scenario and tells what happens. */
    public static Outcome traced(Scenario scenario, Consumer<String> lines) {
        return new SimulationRun(scenario, Optional.of(lines)).run();
    }

    private void clients(Venue venue) {
        List<List<PlannedCommand>> plans = scenario.trades().clients();
        for (int i = 0; i < plans.size(); i++) {
            traders.add(new Trader(
                    venue, i + 1L, dice.fork(CLIENTS).fork(i), scenario.shape().window(), plans.get(i)));
        }
        Dice reading = dice.fork(READERS);
        for (int symbolId = 1; symbolId <= scenario.shape().symbols(); symbolId++) {
            for (int i = 0; i < READERS_PER_SYMBOL; i++) {
                long delay = reading.chance(SLOW_READERS) ? reading.between(0, MILLI / 4) : 0;
                Dice own = reading.fork(symbolId + (long) i * scenario.shape().symbols());
                readers.add(new FeedReader(venue, own, symbolId, delay));
            }
        }
    }

    private void reached(SimulatedWorker worker, int partition, ReplicaStep step) {
        faults.reached(worker, partition, step);
    }

    private Outcome run() {
        Optional<Violation> broken = Optional.empty();
        try {
            begin();
            loop();
        } catch (Violation violation) {
            broken = Optional.of(referee.violation().orElse(violation));
        }
        List<String> picture = broken.isPresent() ? picture() : List.of();
        return new Outcome(broken, picture, trace.hash(), schedule.scheduled(), schedule.now(), tally);
    }

    private void begin() {
        for (SimulatedWorker worker : workers) {
            schedule.at(dice.between(0, MAX_START_DELAY), worker::start);
        }
        long begins = TRADING_BEGINS;
        faults.schedule(scenario.faults(), begins);
        traders.forEach(trader -> trader.start(begins));
        readers.forEach(reader -> reader.start(begins));
        schedule.at(begins + scenario.shape().tradingNanos() + FAULTS_LAST, this::heal);
        schedule.after(STATES_EVERY, this::showStates);
    }

    private void heal() {
        isHealed = true;
        trace.note("heal", 0, 0);
        faults.heal();
    }

    private void showStates() {
        workers.forEach(worker -> worker.process().ifPresent(WorkerProcess::showStates));
        schedule.after(STATES_EVERY, this::showStates);
    }

    private void loop() {
        long deadline = TRADING_BEGINS + scenario.shape().tradingNanos() + FAULTS_LAST + PATIENCE;
        int untilCheck = STEPS_BETWEEN_CHECKS;
        while (schedule.step()) {
            Optional<Violation> violation = referee.violation();
            if (violation.isPresent()) {
                throw violation.get();
            }
            if (--untilCheck > 0) {
                continue;
            }
            untilCheck = STEPS_BETWEEN_CHECKS;
            if (isHealed && isSettled()) {
                if (left.size() == workers.size()) {
                    deadline = schedule.now() + PATIENCE;
                    takeOneAway();
                    continue;
                }
                workers.forEach(worker -> worker.process().ifPresent(WorkerProcess::showStates));
                referee.atEnd();
                return;
            }
            if (schedule.now() > deadline) {
                throw referee.keep(
                        new Violation("LIVE", "not all was done " + PATIENCE / MILLI + " ms after " + lastChange()));
            }
        }
    }

    /** When all is done: one worker does not come back, and the others have to go on without it. */
    private void takeOneAway() {
        workers.forEach(worker -> worker.process().ifPresent(WorkerProcess::showStates));
        SimulatedWorker taken = dice.oneOf(workers);
        trace.note("gone", taken.index(), 0, () -> taken.worker() + " does not come back");
        taken.takeAway();
        left.remove(taken);
    }

    private String lastChange() {
        return left.size() == workers.size() ? "all was well again" : "one worker was gone for good";
    }

    /** All is answered, all replicas are in-sync and have executed all that is committed, and all readers have it. */
    private boolean isSettled() {
        for (Trader trader : traders) {
            if (!trader.isDone()) {
                return false;
            }
        }
        for (FeedReader reader : readers) {
            if (reader.next() <= referee.events(reader.symbolId())) {
                return false;
            }
        }
        for (SimulatedWorker worker : left) {
            if (!worker.isUp() || worker.isDamaged() || !isSettled(worker)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSettled(SimulatedWorker worker) {
        for (Hosted one : worker.process().orElseThrow().hosted()) {
            Optional<ReplicaView> view = one.controls().replica();
            boolean isInSync = means.register()
                    .record(one.number())
                    .filter(owner -> owner.inSync().size() == left.size())
                    .isPresent();
            if (!isInSync
                    || view.isEmpty()
                    || !one.controls().staged().isEmpty()
                    || view.get().executedPosition() != referee.committedEnd(one.number())
                    || view.get().committedPosition() != view.get().executedPosition()) {
                return false;
            }
        }
        return true;
    }

    private List<String> picture() {
        List<String> lines = new ArrayList<>();
        for (int partition = 1; partition <= scenario.shape().partitions(); partition++) {
            lines.add("partition " + partition + ": committed up to " + referee.committedEnd(partition) + ", register "
                    + means.register().record(partition));
        }
        for (SimulatedWorker worker : workers) {
            if (worker.process().isEmpty()) {
                lines.add(worker.worker() + ": down" + (worker.hasRefused() ? ", it refuses to start" : ""));
                continue;
            }
            WorkerProcess process = worker.process().get();
            for (Hosted one : process.hosted()) {
                lines.add(worker.worker() + (process.isPaused() ? ", paused" : "") + ": "
                        + one.controls().replica().map(ReplicaView::toString).orElse("no state") + " "
                        + one.partition().failure());
            }
        }
        traders.forEach(trader -> lines.add(trader.progress()));
        readers.forEach(reader -> lines.add(reader.progress()));
        return lines;
    }
}
