package io.gantry.simulator.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads mutants from text:
 *
 * <pre>
 * # a comment
 * mutant name-in-small-letters
 * breaks what does not hold any more
 * seed 1733
 * in partition/Primary
 * &lt;&lt;&lt;
 * lines that stand there exactly once
 * ===
 * lines instead
 * &gt;&gt;&gt;
 * </pre>
 *
 * The seed is a hint and may be missing: one that found the mutant before, which is tried first. When the simulator changes, it may mean nothing any more.
 *
 * <p>More changes of the same class, or behind another {@code in} of another one, may follow. Anything else is an error.
 */
final class MutantFile {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern UNIT = Pattern.compile("[a-z-]+/[A-Z][A-Za-z0-9]*");
    private static final String OLD = "<<<";
    private static final String NEW = "===";
    private static final String END = ">>>";
    private static final Set<String> MARKS = Set.of(OLD, NEW, END);

    private final String file;
    private final List<String> lines;
    private final List<Mutant> mutants = new ArrayList<>();
    private int next;

    private MutantFile(String file, String text) {
        this.file = file;
        lines = text.lines().toList();
    }

    /** @param file for messages */
    static List<Mutant> parse(String file, String text) {
        MutantFile reading = new MutantFile(file, text);
        while (reading.hasMutant()) {
            reading.mutant();
        }
        return reading.mutants;
    }

    private boolean hasMutant() {
        skipComments();
        return next < lines.size();
    }

    private void skipComments() {
        while (next < lines.size()
                && (lines.get(next).isBlank() || lines.get(next).startsWith("#"))) {
            next++;
        }
    }

    private void mutant() {
        String name = value("mutant");
        if (!NAME.matcher(name).matches()) {
            throw wrong("a name is small letters and digits, joined by -, not " + name);
        }
        String breaks = value("breaks");
        List<Edit> edits = new ArrayList<>();
        skipComments();
        OptionalLong hint = isAt("seed ") ? OptionalLong.of(seed(value("seed"))) : OptionalLong.empty();
        skipComments();
        while (isAt("in ")) {
            String unit = value("in");
            if (!UNIT.matcher(unit).matches()) {
                throw wrong("a class is named like partition/Primary, not " + unit);
            }
            skipComments();
            do {
                edits.add(edit(unit));
                skipComments();
            } while (isAt(OLD));
        }
        if (edits.isEmpty()) {
            throw wrong("mutant " + name + " changes nothing: \"in\" is missing");
        }
        mutants.add(new Mutant(name, breaks, hint, List.copyOf(edits)));
    }

    private long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException no) {
            throw wrong("a seed is a number, not " + text);
        }
    }

    private boolean isAt(String begin) {
        return next < lines.size() && lines.get(next).startsWith(begin);
    }

    private String value(String key) {
        skipComments();
        if (!isAt(key + " ")) {
            throw wrong("\"" + key + "\" is due");
        }
        return lines.get(next++).substring(key.length() + 1).strip();
    }

    private Edit edit(String unit) {
        requireMark(OLD);
        String before = linesUntil(NEW);
        String after = linesUntil(END);
        if (before.isEmpty()) {
            throw wrong("there must be a line to be changed");
        }
        if (before.equals(after)) {
            throw wrong("the new lines are the old ones");
        }
        return new Edit(unit, before, after);
    }

    private void requireMark(String mark) {
        if (next >= lines.size() || !lines.get(next).equals(mark)) {
            throw wrong("\"" + mark + "\" is due");
        }
        next++;
    }

    private String linesUntil(String mark) {
        StringBuilder text = new StringBuilder();
        while (next < lines.size() && !MARKS.contains(lines.get(next))) {
            text.append(lines.get(next++)).append('\n');
        }
        requireMark(mark);
        return text.toString();
    }

    private MutantException wrong(String what) {
        String where = next < lines.size() ? "line " + (next + 1) + " (" + lines.get(next) + ")" : "its end";
        return new MutantException("mutants in " + file + ", at " + where + ": " + what);
    }
}
