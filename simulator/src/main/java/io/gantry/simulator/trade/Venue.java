package io.gantry.simulator.trade;

import io.gantry.simulator.check.Referee;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Schedule;
import io.gantry.simulator.world.Tally;
import io.gantry.simulator.world.Trace;
import java.util.ArrayList;
import java.util.List;

/** What all clients share: the workers' doors, and the means of the run. */
public final class Venue {

    private static final int MAX_UNREAD = 64;

    private final Schedule schedule;
    private final Trace trace;
    private final Tally tally;
    private final Referee referee;
    private final Dice dice;
    private final List<Door> doors;
    private final List<Connection> connections = new ArrayList<>();
    private long lastConnection;

    public Venue(Schedule schedule, Trace trace, Tally tally, Referee referee, Dice dice, List<Door> doors) {
        this.schedule = schedule;
        this.trace = trace;
        this.tally = tally;
        this.referee = referee;
        this.dice = dice;
        this.doors = doors;
    }

    Schedule schedule() {
        return schedule;
    }

    Trace trace() {
        return trace;
    }

    Tally tally() {
        return tally;
    }

    Referee referee() {
        return referee;
    }

    List<Door> doors() {
        return doors;
    }

    /** Connects to a worker, which may be dead. */
    Connection connect(Door door, Connection.Listener listener) {
        connections.removeIf(Connection::isClosed);
        long id = ++lastConnection;
        Connection connection = new Connection(id, door, schedule, dice.fork(id), listener, MAX_UNREAD);
        connections.add(connection);
        return connection;
    }

    /** All connections to a worker break. */
    public void breakConnections(String worker) {
        List<Connection> broken = new ArrayList<>(connections);
        for (Connection connection : broken) {
            if (connection.worker().equals(worker)) {
                connection.breakOff();
            }
        }
    }

    /** A worker's process has died, and the clients' connections with it. */
    public void workerDied(String worker) {
        List<Connection> dead = new ArrayList<>(connections);
        for (Connection connection : dead) {
            if (connection.worker().equals(worker)) {
                connection.workerDied();
            }
        }
    }
}
