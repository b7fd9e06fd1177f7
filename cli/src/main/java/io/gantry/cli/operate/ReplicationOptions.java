package io.gantry.cli.operate;

import io.gantry.cli.cluster.Replication;
import io.gantry.engine.api.journal.Durability;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How partitions of a cluster that is to be started are replicated. */
public final class ReplicationOptions {

    @Option(
            names = "--standbys",
            paramLabel = "K",
            description =
                    "How many replicas each partition has besides its primary's, on the workers next in turn, which take"
                            + " over when it dies; default: 0, or what the folder has.")
    private Optional<Integer> standbys = Optional.empty();

    @Option(
            names = "--durability",
            paramLabel = "D",
            converter = Label.class,
            description =
                    "What has to hold of a command before it is acknowledged: memory (nothing), replicated (all in-sync"
                            + " replicas have it in memory), replicated+fsync (all have it on disk); default: replicated+fsync,"
                            + " or what the folder has.")
    private Optional<Durability> durability = Optional.empty();

    /** Whether anything was asked for. */
    public boolean isGiven() {
        return standbys.isPresent() || durability.isPresent();
    }

    /** @param standbysBefore those that the folder has, 0 for a new one */
    public Replication orElse(int standbysBefore) {
        return new Replication(standbys.orElse(standbysBefore), durability);
    }

    static final class Label implements ITypeConverter<Durability> {

        @Override
        public Durability convert(String label) {
            try {
                return Durability.of(label);
            } catch (IllegalArgumentException none) {
                throw new TypeConversionException(none.getMessage());
            }
        }
    }
}
