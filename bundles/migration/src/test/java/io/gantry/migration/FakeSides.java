package io.gantry.migration;

import io.gantry.engine.api.partition.Cut;
import io.gantry.engine.api.partition.ExportSide;
import io.gantry.engine.api.partition.ImportSide;
import io.gantry.engine.api.partition.PartitionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Both ends of a move. Each call is written down as {@code verb partition/symbolId}; each verb can be told to fail, to stay silent, or
 * to do something first.
 */
final class FakeSides implements ExportSide, ImportSide {

    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final List<String> calls = new ArrayList<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Integer> silences = new HashMap<>();
    private final Map<String, Runnable> actions = new HashMap<>();
    private int chunks = 3;
    private long hashAtTarget;

    static Cut cutOf(int symbolId) {
        return new Cut(symbolId, 100 + symbolId, 200 + symbolId, 0xABC0L + symbolId, 10 * symbolId);
    }

    void failAlways(String verb) {
        failures.put(verb, FOR_EVER);
    }

    void fail(String verb, int times) {
        failures.put(verb, times);
    }

    void staySilent(String verb) {
        silences.put(verb, FOR_EVER);
    }

    void staySilent(String verb, int times) {
        silences.put(verb, times);
    }

    void beforeEach(String verb, Runnable action) {
        actions.put(verb, action);
    }

    void chunks(int count) {
        chunks = count;
    }

    /** The target computes another hash. */
    void corruptHash() {
        hashAtTarget = 1;
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized List<String> calls(String verb) {
        return calls.stream().filter(call -> call.startsWith(verb + " ")).toList();
    }

    @Override
    public CompletionStage<Cut> gate(int partition, int symbolId, String migrationId) {
        return answer("gate", partition, symbolId, () -> cutOf(symbolId));
    }

    @Override
    public CompletionStage<List<byte[]>> copy(int partition, int symbolId, String migrationId) {
        return answer("copy", partition, symbolId, () -> {
            List<byte[]> image = new ArrayList<>();
            for (int i = 0; i < chunks; i++) {
                image.add(new byte[] {(byte) symbolId, (byte) i});
            }
            return image;
        });
    }

    @Override
    public CompletionStage<Void> reopen(int partition, int symbolId, String migrationId) {
        return answer("reopen", partition, symbolId, () -> null);
    }

    @Override
    public CompletionStage<Void> release(
            int partition, int symbolId, String migrationId, int targetPartition, long epoch) {
        return answer("release", partition, symbolId, () -> null);
    }

    @Override
    public CompletionStage<Void> stage(int partition, int symbolId, String migrationId, int index, byte[] chunk) {
        return answer("stage", partition, symbolId, () -> null);
    }

    @Override
    public CompletionStage<Cut> seal(int partition, int symbolId, String migrationId) {
        return answer("seal", partition, symbolId, () -> {
            Cut cut = cutOf(symbolId);
            return new Cut(
                    cut.symbolId(),
                    cut.commandSequence(),
                    cut.eventSequence(),
                    cut.stateHash() + hashAtTarget,
                    cut.restingOrders());
        });
    }

    @Override
    public CompletionStage<Void> open(int partition, int symbolId, String migrationId, long epoch) {
        return answer("open", partition, symbolId, () -> null);
    }

    @Override
    public CompletionStage<Void> discard(int partition, int symbolId, String migrationId) {
        return answer("discard", partition, symbolId, () -> null);
    }

    private synchronized <T> CompletionStage<T> answer(String verb, int partition, int symbolId, Supplier<T> value) {
        calls.add(verb + " " + partition + "/" + symbolId);
        actions.getOrDefault(verb, () -> {}).run();
        if (counts(silences, verb)) {
            return new CompletableFuture<>();
        }
        return counts(failures, verb)
                ? CompletableFuture.failedStage(new PartitionException(verb + " broke"))
                : CompletableFuture.completedStage(value.get());
    }

    private static boolean counts(Map<String, Integer> left, String verb) {
        int times = left.getOrDefault(verb, 0);
        if (times > 0 && times != FOR_EVER) {
            left.put(verb, times - 1);
        }
        return times > 0;
    }
}
