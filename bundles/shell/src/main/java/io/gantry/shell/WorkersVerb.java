package io.gantry.shell;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.routing.Router;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;

/** {@code gantry:workers}. */
@Component(name = "io.gantry.shell.workers", service = Function.class)
@GogoCommand(scope = "gantry", function = "workers")
public final class WorkersVerb extends Verb<WorkersVerb.Options> {

    @Command(name = "workers", description = "Lists the live workers, and which replicas they have.")
    static final class Options extends CommonOptions {}

    record Document(List<Worker> workers) {}

    /**
     * @param partitions of which it is the primary
     * @param standbys of which it has an in-sync replica besides
     */
    record Worker(
            String name,
            String host,
            int port,
            String incarnation,
            boolean self,
            List<Integer> partitions,
            List<Integer> standbys) {}

    private final Membership membership;
    private final Router router;

    @Activate
    public WorkersVerb(@Reference Membership membership, @Reference Router router) {
        this.membership = membership;
        this.router = router;
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        OwnerTable owners = router.routes().owners();
        List<Worker> workers = membership.workers().stream()
                .sorted(Comparator.comparing(WorkerInfo::name))
                .map(worker -> describe(worker, owners))
                .toList();
        if (options.isJson()) {
            output.json(new Document(workers));
            return;
        }
        Table table = new Table("WORKER", "ADDRESS", "PRIMARY OF", "IN SYNC FOR", "");
        for (Worker worker : workers) {
            table.row(
                    worker.name(),
                    worker.host() + ":" + worker.port(),
                    list(worker.partitions()),
                    list(worker.standbys()),
                    worker.self() ? "this one" : "");
        }
        output.table(table);
    }

    private Worker describe(WorkerInfo worker, OwnerTable owners) {
        String name = worker.name();
        return new Worker(
                name,
                worker.host(),
                worker.port(),
                worker.incarnation(),
                name.equals(membership.self().name()),
                numbers(owners, owner -> owner.worker().equals(name)),
                numbers(
                        owners,
                        owner -> !owner.worker().equals(name) && owner.inSync().contains(name)));
    }

    private static List<Integer> numbers(OwnerTable owners, Predicate<PartitionOwner> wanted) {
        return owners.partitions().values().stream()
                .filter(wanted)
                .map(PartitionOwner::partition)
                .toList();
    }

    private static String list(List<Integer> partitions) {
        return partitions.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
