package io.gantry.simulator;

import io.gantry.simulator.cluster.Fault;
import io.gantry.simulator.cluster.Scenario;
import io.gantry.simulator.trade.PlannedCommand;
import io.gantry.simulator.trade.TradePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Parts of a scenario: what is left of it when others are taken out.
 *
 * @param faults places in the list of faults
 * @param commands places in the list of all clients' commands, one client after the other
 */
public record Selection(List<Integer> faults, List<Integer> commands) {

    private static final Pattern TEXT = Pattern.compile("faults:([0-9,-]*);commands:([0-9,-]*)");

    public Selection {
        faults = List.copyOf(faults);
        commands = List.copyOf(commands);
    }

    /** Everything. */
    public static Selection all(Scenario scenario) {
        return new Selection(
                IntStream.range(0, scenario.faults().size()).boxed().toList(),
                IntStream.range(0, scenario.trades().commands()).boxed().toList());
    }

    /**
     * Reads what {@link #toString} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static Selection parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not like faults:0,2-4;commands:7,9-11, which name what is kept");
        }
        return new Selection(numbers(matcher.group(1)), numbers(matcher.group(2)));
    }

    /** What is left of a scenario. Places that it does not have are not looked at. */
    public Scenario of(Scenario scenario) {
        List<Fault> left = faults.stream()
                .filter(place -> place < scenario.faults().size())
                .map(scenario.faults()::get)
                .toList();
        return scenario.with(left).with(trades(scenario.trades()));
    }

    private TradePlan trades(TradePlan plan) {
        List<List<PlannedCommand>> clients = new ArrayList<>();
        int first = 0;
        for (List<PlannedCommand> client : plan.clients()) {
            List<PlannedCommand> left = new ArrayList<>();
            for (int place : commands) {
                if (place >= first && place < first + client.size()) {
                    left.add(client.get(place - first));
                }
            }
            clients.add(left);
            first += client.size();
        }
        return new TradePlan(clients);
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            String[] ends = part.split("-");
            int to = Integer.parseInt(ends[ends.length - 1]);
            for (int number = Integer.parseInt(ends[0]); number <= to; number++) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static String text(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < numbers.size()) {
            int end = at;
            while (end + 1 < numbers.size() && numbers.get(end + 1) == numbers.get(end) + 1) {
                end++;
            }
            text.append(text.isEmpty() ? "" : ",").append(numbers.get(at));
            if (end > at) {
                text.append('-').append(numbers.get(end));
            }
            at = end + 1;
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "faults:" + text(faults) + ";commands:" + text(commands);
    }
}
