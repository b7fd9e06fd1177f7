package io.gantry.tck.book;

import io.gantry.engine.api.order.OrderCommand;
import java.util.ArrayList;
import java.util.List;

/** One thing that is done with a book in a run. */
sealed interface Step {

    /** A command is applied; the command is not changed by anybody. */
    record Apply(OrderCommand command, long timeNanos) implements Step {}

    /** It is so late, without a command. */
    record Expire(long timeNanos) implements Step {}

    /** Changes of price levels are told from here on, or not. */
    record TellDepth(boolean isWanted) implements Step {}

    /** A book is replaced by one that is made of an image. */
    record Restore(From from) implements Step {}

    /** An image is begun, if none is under way; after each command a slice of it is written. */
    record Snapshot(int slice) implements Step {}

    /** The image that is under way, if any, is given up. */
    record Abandon() implements Step {}

    /** Which image which book is made of. */
    enum From {
        /** The book under test goes on as its own image. */
        OWN,
        /** The book under test goes on as the oracle's image. */
        ORACLE,
        /** The oracle goes on as the image of the book under test. */
        TESTED
    }

    /** The lines of a scenario that do these steps. */
    static List<String> lines(List<Step> steps) {
        List<String> lines = new ArrayList<>();
        long time = 0;
        for (Step step : steps) {
            long at = timeOf(step, time);
            if (at != time) {
                time = at;
                lines.add("time " + TimeText.of(time));
            }
            if (step instanceof Apply apply) {
                lines.add(CommandText.of(apply.command()));
            } else if (step instanceof Expire) {
                lines.add("expire");
            } else if (step instanceof TellDepth depth) {
                lines.add("depth " + (depth.isWanted() ? "on" : "off"));
            } else if (step instanceof Restore restore) {
                lines.add("restore " + restore.from());
            } else if (step instanceof Snapshot snapshot) {
                lines.add("snapshot " + snapshot.slice());
            } else {
                lines.add("abandon");
            }
        }
        return lines;
    }

    private static long timeOf(Step step, long before) {
        if (step instanceof Apply apply) {
            return apply.timeNanos();
        }
        return step instanceof Expire expire ? expire.timeNanos() : before;
    }

    /** The steps of a scenario's lines; what is expected of them is left out, and lines that only look at the book. */
    static List<Step> parse(List<String> lines) {
        List<Step> steps = new ArrayList<>();
        long time = 0;
        for (String line : lines) {
            String asked =
                    line.contains("->") ? line.substring(0, line.indexOf("->")).strip() : line.strip();
            String[] words = asked.split("\\s+");
            switch (words[0]) {
                case "", "book", "stops", "figures", "levels", "next-expiry" -> {}
                case "time" -> time = TimeText.parse(words[1]);
                case "expire" -> steps.add(new Expire(time));
                case "depth" -> steps.add(new TellDepth(words[1].equals("on")));
                case "restore" -> steps.add(new Restore(From.valueOf(words[1])));
                case "snapshot" -> steps.add(new Snapshot(Integer.parseInt(words[1])));
                case "abandon" -> steps.add(new Abandon());
                default -> steps.add(new Apply(CommandText.parse(asked), time));
            }
        }
        return steps;
    }
}
