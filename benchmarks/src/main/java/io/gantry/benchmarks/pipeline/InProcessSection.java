package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.inprocess.InProcessSample;
import io.gantry.benchmarks.inprocess.InProcessTask;
import io.gantry.benchmarks.inprocess.InProcessTask.Subject;
import io.gantry.benchmarks.inprocess.Phase;
import io.gantry.benchmarks.inprocess.PhaseSample;
import io.gantry.benchmarks.measure.Percentiles;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.report.Measure;
import io.gantry.benchmarks.report.Spread;
import io.gantry.benchmarks.stream.MadeStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Our partition without a journal beside exchange-core's pipeline, each in JVMs of their own, by turns. */
final class InProcessSection implements Section {
    static final String NAME = "in-process";
    private static final String PEER = "exchange-core 0.5.3";
    private static final int TRIALS = 3;

    /** At a rate the compiler takes seconds to see what a flood shows it at once. What it does then is not the engine's latency. */
    private static final double LEAD_SECONDS = 2;

    private static final double TRIAL_LEAD_SECONDS = 1;
    private static final int SYMBOLS = 16;
    private static final int RESTING = 1_000;
    private static final List<MadeStream> STREAMS = List.of(MadeStream.LOB, MadeStream.EC);
    private static final List<Integer> RATES = List.of(Phase.CLOSED, 10_000, 100_000);

    private final PipelinePlan plan;
    private final long seed;
    private final Forks forks;
    private final Progress progress;
    private final List<String> waits = new ArrayList<>();

    InProcessSection(PipelinePlan plan, long seed, Forks forks, Progress progress) {
        this.plan = plan;
        this.seed = seed;
        this.forks = forks;
        this.progress = progress;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Tries each of the peer's ways of waiting a few times, and takes the best for each measurement: by throughput, or by p99. */
    @Override
    public void prepare(Board board) {
        Map<String, InProcessSample> trials = new LinkedHashMap<>();
        for (String wait : Phase.peerWaits()) {
            try {
                trials.put(
                        wait,
                        progress.timed(
                                NAME + ": trial of " + PEER + " with " + wait,
                                () -> sample(Subject.EXCHANGE_CORE, MadeStream.LOB, seed, trial(wait))));
            } catch (BenchException failure) {
                progress.line(NAME + ": " + PEER + " with " + wait + " is left out: " + failure.getMessage());
            }
        }
        StringBuilder chosen = new StringBuilder(NAME + ": " + PEER + " waits as it did best in a trial:");
        for (int phase = 0; phase < RATES.size(); phase++) {
            waits.add(best(trials, phase));
            chosen.append(phase == 0 ? " " : ", ")
                    .append(what(RATES.get(phase)))
                    .append(' ')
                    .append(waits.get(phase));
        }
        board.note(chosen + "; tried were " + trials.keySet());
    }

    private List<Phase> trial(String wait) {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < TRIALS; i++) {
            for (int rate : RATES) {
                phases.add(phase(rate, plan.commands() / 4, TRIAL_LEAD_SECONDS, plan.trialSeconds(), wait));
            }
        }
        return phases;
    }

    private static String best(Map<String, InProcessSample> trials, int phase) {
        return trials.entrySet().stream()
                .min(Comparator.comparingDouble(trial -> cost(trial.getValue(), phase)))
                .orElseThrow(() -> new BenchException(PEER + " gave no result with any way of waiting"))
                .getKey();
    }

    /** The median of a phase's trials; less is better. */
    private static double cost(InProcessSample trials, int phase) {
        return Spread.of(IntStream.range(0, TRIALS)
                        .mapToObj(trial -> trials.phases().get(trial * RATES.size() + phase))
                        .mapToDouble(InProcessSection::cost))
                .median();
    }

    private static double cost(PhaseSample sample) {
        // Only what goes at a rate has latencies.
        return sample.latency().p99ns() == 0
                ? -sample.perSecond()
                : sample.latency().p99ns();
    }

    @Override
    public void run(int run, Board board) {
        for (MadeStream stream : STREAMS) {
            String what = NAME + ": " + stream.name() + ", run " + (run + 1) + " of " + plan.runs() + ", ";
            InProcessSample gantry =
                    progress.timed(what + "gantry", () -> sample(Subject.GANTRY, stream, seed + run, phases()));
            InProcessSample peer =
                    progress.timed(what + PEER, () -> sample(Subject.EXCHANGE_CORE, stream, seed + run, phases()));
            for (int phase = 0; phase < RATES.size(); phase++) {
                note(
                        board,
                        stream,
                        phase,
                        gantry.phases().get(phase),
                        peer.phases().get(phase));
            }
        }
    }

    private List<Phase> phases() {
        List<Phase> phases = new ArrayList<>();
        for (int i = 0; i < RATES.size(); i++) {
            phases.add(phase(RATES.get(i), plan.commands(), LEAD_SECONDS, plan.seconds(), waits.get(i)));
        }
        return phases;
    }

    private static Phase phase(int rate, int commands, double leadSeconds, double seconds, String wait) {
        return rate == Phase.CLOSED ? Phase.closed(commands, wait) : Phase.paced(rate, leadSeconds, seconds, wait);
    }

    private InProcessSample sample(Subject subject, MadeStream stream, long streamSeed, List<Phase> phases) {
        return forks.run(
                ForkKind.IN_PROCESS,
                new InProcessTask(subject, stream.name(), SYMBOLS, RESTING, streamSeed, plan.warmUp(), phases),
                InProcessSample.class);
    }

    private static void note(Board board, MadeStream stream, int phase, PhaseSample gantry, PhaseSample peer) {
        String what = stream.name() + " " + what(RATES.get(phase));
        requireSame(what, gantry, peer);
        if (RATES.get(phase) == Phase.CLOSED) {
            Measure rate = Measure.rate(NAME, what, "million commands/s");
            board.gantry(rate, gantry.perSecond() / 1e6);
            board.peer(rate, PEER, peer.perSecond() / 1e6);
            return;
        }
        Measure latency = Measure.latency(NAME, what);
        board.gantry(latency, micros(gantry.latency()));
        board.peer(latency, PEER, micros(peer.latency()));
        Measure control = Measure.latency(NAME, what + ", hiccup control");
        board.gantry(control, micros(gantry.stalls()));
        board.peer(control, PEER, micros(peer.stalls()));
    }

    /** Same commands, same trades, or it is no comparison. */
    private static void requireSame(String what, PhaseSample gantry, PhaseSample peer) {
        if (gantry.refused() != 0 || peer.refused() != 0 || gantry.filled() != peer.filled()) {
            throw new BenchException(
                    "in-process, " + what + ": gantry refused " + gantry.refused() + " commands and traded "
                            + gantry.filled() + ", " + PEER + " " + peer.refused() + " and " + peer.filled());
        }
    }

    private static String what(int rate) {
        return rate == Phase.CLOSED ? "closed loop" : String.format(Locale.ROOT, "at %,d/s", rate);
    }

    static double[] micros(Percentiles nanos) {
        return new double[] {nanos.p50ns() / 1e3, nanos.p99ns() / 1e3, nanos.p999ns() / 1e3, nanos.maxNs() / 1e3};
    }
}
