package io.gantry.simulator.world;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What happened, as a digest by which two runs are compared, and as text if somebody wants to read it. */
public final class Trace {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Schedule schedule;
    private final Consumer<String> lines;
    private final boolean isWanted;
    private long hash = 1;
    private long notes;

    private Trace(Schedule schedule, Consumer<String> lines, boolean isWanted) {
        this.schedule = schedule;
        this.lines = lines;
        this.isWanted = isWanted;
    }

    /** The digest only. */
    public static Trace silent(Schedule schedule) {
        return new Trace(schedule, line -> {}, false);
    }

    /** Text, too. */
    public static Trace to(Schedule schedule, Consumer<String> lines) {
        return new Trace(schedule, lines, true);
    }

    /** Something happened. */
    public void note(String what, long a, long b) {
        fold(what, a, b);
        if (isWanted) {
            line(what + " " + a + " " + b);
        }
    }

    /** Something happened that is told in other words; these are made only if somebody reads them. */
    public void note(String what, long a, long b, Supplier<String> text) {
        fold(what, a, b);
        if (isWanted) {
            line(what + " " + text.get());
        }
    }

    private void fold(String what, long a, long b) {
        notes++;
        hash = Dice.mix(hash, schedule.now());
        hash = Dice.mix(hash, what.hashCode());
        hash = Dice.mix(hash, a);
        hash = Dice.mix(hash, b);
    }

    private void line(String text) {
        lines.accept(String.format(Locale.ROOT, "%12.6f ms  %s", schedule.now() / NANOS_PER_MILLI, text));
    }

    /** Equal for runs that went alike. */
    public long hash() {
        return hash;
    }

    /** How many things happened. */
    public long notes() {
        return notes;
    }
}
