package io.gantry.partition;

import io.gantry.benchmarks.dedup.DedupSample;
import io.gantry.benchmarks.dedup.DedupTask;
import io.gantry.benchmarks.report.Spread;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * New commands of many clients through the tables that de-duplicate them, in batches as a lane takes them: told which clients come, asked before each
 * command, told its answer after it. The same loop without tables is run in between, and taken off. Stands in this package because the tables are nobody else's business.
 */
public final class AnswerTableLoad {
    private static final int WARM_UP_PART = 4;

    /** One thread that never waits: its own time does not count what else the machine does. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final DedupTask task;
    private final AnswerTable[] tables;
    private final int[] symbols;
    private final int[] clients;
    private final long[][] lastIds;
    private final OrderCommand[] batch = new OrderCommand[CommandBatch.SIZE];
    private final CommandAnswer answer = new CommandAnswer();
    private long sum;

    private AnswerTableLoad(DedupTask task) {
        this.task = task;
        tables = IntStream.range(0, task.symbols())
                .mapToObj(symbol -> new AnswerTable())
                .toArray(AnswerTable[]::new);
        SplittableRandom random = new SplittableRandom(task.seed());
        symbols = random.ints(task.commands(), 0, task.symbols()).toArray();
        clients = random.ints(task.commands(), 0, task.clients()).toArray();
        lastIds = new long[task.symbols()][task.clients()];
        Arrays.setAll(batch, i -> new OrderCommand());
    }

    /** Measures. */
    public static DedupSample run(DedupTask task) {
        AnswerTableLoad load = new AnswerTableLoad(task);
        AnswerTableLoad bare = new AnswerTableLoad(task);
        double[] differences = new double[task.rounds()];
        for (int round = 0; round < task.rounds(); round++) {
            double with = load.round(true);
            double without = bare.round(false);
            differences[round] = (with - without) / task.commands();
        }
        if (load.sum != bare.sum) {
            throw new IllegalStateException("a command was taken for a retry; seed " + task.seed());
        }
        return new DedupSample(Spread.of(DoubleStream.of(differences).skip(task.rounds() / WARM_UP_PART))
                .median());
    }

    private double round(boolean hasTables) {
        long start = THREAD.getCurrentThreadCpuTime();
        for (int from = 0; from < symbols.length; from += batch.length) {
            int count = Math.min(batch.length, symbols.length - from);
            for (int i = 0; i < count; i++) {
                fill(symbols[from + i], clients[from + i], batch[i]);
            }
            if (hasTables) {
                expect(count);
            }
            for (int i = 0; i < count; i++) {
                command(batch[i], hasTables);
            }
        }
        return THREAD.getCurrentThreadCpuTime() - start;
    }

    /** As {@link CommandBatch} does it. */
    private void expect(int count) {
        for (int i = 1; i < count; i++) {
            tables[batch[i].symbolId()].expect(batch[i].clientId());
        }
    }

    private void command(OrderCommand command, boolean hasTables) {
        AnswerTable table = tables[command.symbolId()];
        if (!hasTables || table.check(command, answer) == AnswerTable.Verdict.NEW) {
            sum += execute(command);
        }
        if (hasTables) {
            table.add(command, answer);
        }
    }

    private void fill(int symbol, int client, OrderCommand command) {
        long last = lastIds[symbol][client];
        long next = last + 1;
        lastIds[symbol][client] = next;
        command.symbolId(symbol)
                .clientId(client + 1L)
                .requestId(next)
                .follows(last)
                .ackedBelow(next - task.inFlight())
                .orderId(next)
                .account(client)
                .price(next)
                .quantity(1);
    }

    /** All that is done of a command without tables. */
    private long execute(OrderCommand command) {
        answer.clientId(command.clientId())
                .requestId(command.requestId())
                .symbolId(command.symbolId())
                .orderId(command.orderId())
                .commandSequence(command.requestId())
                .openQuantity(command.quantity());
        return answer.requestId();
    }
}
