package io.gantry.simulator.cluster;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.routing.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The register's part about symbols: which partition each is in. One true value at any time. */
final class SymbolDirectory {

    private static final int DECIMALS = 2;

    private final TreeMap<Integer, SymbolOwner> owners = new TreeMap<>();
    private final List<WorkerInfo> workers = new ArrayList<>();
    private final TreeMap<Integer, PartitionOwner> partitions = new TreeMap<>();
    private long version;

    /** @param symbols how many there are, spread over the partitions */
    SymbolDirectory(int symbols, int partitions, List<String> workerNames) {
        for (int symbolId = 1; symbolId <= symbols; symbolId++) {
            Instrument instrument = new Instrument("SIM" + symbolId, symbolId, DECIMALS, 1, 1);
            owners.put(
                    symbolId,
                    new SymbolOwner(instrument, 1 + (symbolId - 1) % partitions, 1, SymbolOwner.NO_MIGRATION));
        }
        int port = 1;
        for (String name : workerNames) {
            workers.add(new WorkerInfo(name, name, port++, "simulated"));
        }
    }

    SymbolOwner owner(int symbolId) {
        return owners.get(symbolId);
    }

    /** Symbols by number. */
    List<SymbolOwner> owners() {
        return List.copyOf(owners.values());
    }

    void change(SymbolOwner next) {
        version++;
        owners.put(next.instrument().symbolId(), next);
    }

    void change(PartitionOwner next) {
        version++;
        partitions.put(next.partition(), next);
    }

    /** All of it, for redirects. */
    RouteTable routes(String self) {
        OwnerTable table = OwnerTable.of(version, owners.lastKey() + 1, partitions.values(), owners.values());
        return new RouteTable(self, table, workers);
    }
}
