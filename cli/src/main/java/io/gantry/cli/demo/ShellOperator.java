package io.gantry.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gantry.cli.check.RecordingCheck;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ShellAnswer;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.cli.operate.GogoLine;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.partition.BookView;
import java.util.function.Function;

/** Asks the shell of one worker, which asks the others where it has to. */
final class ShellOperator implements Operator {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Function<String, ShellAnswer> shell;

    /** @param shell has a worker's shell run a line; throws {@link ClusterException} if it cannot */
    ShellOperator(Function<String, ShellAnswer> shell) {
        this.shell = shell;
    }

    @Override
    public void list(FlowSymbol symbol, int partition) {
        ask(new GogoLine("gantry:list")
                .argument(symbol.name())
                .option("--partition", partition)
                .option("--price-decimals", symbol.priceDecimals())
                .option("--tick", symbol.tickSize())
                .option("--lot", symbol.lotSize()));
    }

    @Override
    public void planMove(String symbol, int targetPartition, String strategy) {
        ask(migrate(symbol, targetPartition, strategy).flag("--dry-run", true));
    }

    @Override
    public MigrationReport move(String symbol, int targetPartition, String strategy) {
        ShellAnswer answer = run(migrate(symbol, targetPartition, strategy).flag("--json", true));
        // A move that was rolled back is a failed command that tells how it went.
        JsonNode document = read(answer);
        String refusal = document.path("refused").asText();
        if (!refusal.isEmpty()) {
            throw new RunException(refusal);
        }
        return ShellJson.migration(document.path("migrations").path(0));
    }

    @Override
    public BookView book(String symbol) {
        return ShellJson.book(read(ask(new GogoLine("gantry:book")
                .argument(symbol)
                .option("--levels", RecordingCheck.LEVELS)
                .flag("--json", true))));
    }

    private static GogoLine migrate(String symbol, int targetPartition, String strategy) {
        return new GogoLine("gantry:migrate")
                .argument(symbol)
                .option("--to", targetPartition)
                .option("--strategy", strategy);
    }

    private ShellAnswer ask(GogoLine line) {
        ShellAnswer answer = run(line);
        if (!answer.isOk()) {
            throw refused(answer);
        }
        return answer;
    }

    private ShellAnswer run(GogoLine line) {
        try {
            return shell.apply(line.toString());
        } catch (ClusterException failure) {
            throw new RunException(failure.getMessage(), failure);
        }
    }

    private static JsonNode read(ShellAnswer answer) {
        try {
            return JSON.readTree(answer.output());
        } catch (JsonProcessingException notJson) {
            throw refused(answer);
        }
    }

    private static RunException refused(ShellAnswer answer) {
        return new RunException(answer.output().strip());
    }
}
