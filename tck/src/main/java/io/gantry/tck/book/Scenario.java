package io.gantry.tck.book;

import io.gantry.engine.api.order.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A named list of lines, each with what it does to the book. Files hold many:
 *
 * <pre>
 * # a remark
 * == should do this when that
 * with V = 0 | -1 | MIN              as many scenarios, {V} replaced in each; MAX and MIN are the largest and smallest long
 * instrument tick 1 lot 1            5 and 10 unless said
 * time 10:00                         from here on; 00:00 of the first day of 1970 at first
 * buy 1 30@100  -> ok                one event that is not a reject
 * sell 2 20@100 -> accepted 2 sell 20@100; traded 2 with 1 sell 20@100 left 0/10
 *               -> more events of the line above
 * book          -> 1:10@100          the resting orders, bids then asks, as ID:VISIBLE+HIDDEN@PRICE
 * stops         -> 3:10@market/105   the waiting ones, as ID:QUANTITY@PRICE/STOP
 * figures       -> OPEN last 100 arrivals 1 orders 1
 * expire        -> cancelled 1 buy 30@100 EXPIRED     no command, only the time; or nothing
 * next-expiry   -> 10:30             or never
 * depth on                           levels that change are told from here on, behind the events; off: no more
 * levels        -> level buy 30@100 orders 1; level sell 20@105 orders 2
 * </pre>
 *
 * Commands are those of {@link CommandText}. Events leave out the account 7.
 */
record Scenario(String name, Instrument instrument, List<String> lines) {

    private static final int TICK = 5;
    private static final int LOT = 10;

    /** Reads the scenarios of a file that lies beside this class. */
    static List<Scenario> read(String file) {
        try (InputStream in = Scenario.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there are no scenarios " + file);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("scenarios " + file, unreadable);
        }
    }

    static List<Scenario> parse(String text) {
        List<Scenario> scenarios = new ArrayList<>();
        for (String part : text.split("(?m)^== ")) {
            List<String> lines = part.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            if (!lines.isEmpty()) {
                addAll(scenarios, lines);
            }
        }
        return scenarios;
    }

    private static void addAll(List<Scenario> scenarios, List<String> lines) {
        String name = lines.get(0).strip();
        List<String> rest = lines.subList(1, lines.size());
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("scenario without lines: " + name);
        }
        if (!rest.get(0).startsWith("with ")) {
            scenarios.add(make(name, rest));
            return;
        }
        String[] with = rest.get(0).substring("with ".length()).split("=", 2);
        String variable = "{" + with[0].strip() + "}";
        for (String value : with[1].split("\\|")) {
            List<String> filled = rest.stream()
                    .skip(1)
                    .map(line -> line.replace(variable, value.strip()))
                    .toList();
            scenarios.add(make(name + " [" + value.strip() + "]", filled));
        }
    }

    private static Scenario make(String name, List<String> lines) {
        long tick = TICK;
        long lot = LOT;
        List<String> joined = new ArrayList<>();
        for (String raw : lines) {
            String line = raw.replaceAll("\\bMAX\\b", Long.toString(Long.MAX_VALUE))
                    .replaceAll("\\bMIN\\b", Long.toString(Long.MIN_VALUE))
                    .strip();
            if (line.startsWith("->")) {
                int last = joined.size() - 1;
                joined.set(last, joined.get(last) + "; " + line.substring(2).strip());
            } else if (line.startsWith("instrument ")) {
                String[] words = line.split("\\s+");
                tick = Long.parseLong(words[2]);
                lot = Long.parseLong(words[4]);
            } else {
                joined.add(line);
            }
        }
        return new Scenario(name, new Instrument("TEST", 1, 2, tick, lot), joined);
    }
}
