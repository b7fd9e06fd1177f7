package io.gantry.cli.demo;

import java.util.ArrayList;
import java.util.List;

/** Which symbol begins in which partition: one after the other to all workers in turn, and to each worker's partitions in turn. */
final class Placement {
    private final List<Worker> workers;
    private final List<Integer> partitionsInTurn;

    /**
     * A worker.
     *
     * @param name its name
     * @param host where clients connect
     * @param port where clients connect
     * @param partitions what it hosts, ascending
     */
    record Worker(String name, String host, int port, List<Integer> partitions) {
        Worker {
            partitions = List.copyOf(partitions);
        }
    }

    /** @param workers at least one, each with as many partitions as the others */
    Placement(List<Worker> workers) {
        this.workers = List.copyOf(workers);
        List<Integer> inTurn = new ArrayList<>();
        for (int i = 0; i < workers.get(0).partitions().size(); i++) {
            for (Worker worker : workers) {
                inTurn.add(worker.partitions().get(i));
            }
        }
        this.partitionsInTurn = List.copyOf(inTurn);
    }

    /** Partition in which the symbol of this index begins. */
    int home(int symbol) {
        return partitionsInTurn.get(symbol % partitionsInTurn.size());
    }

    /** A partition of another worker for the symbol of this index: one of the next worker's, there are at least two workers. */
    int away(int symbol) {
        int next = (symbol + 1) % workers.size();
        return workers.get(next).partitions().get(0);
    }
}
