package io.gantry.tck.book;

import io.gantry.engine.api.book.OrderBookFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The rules one by one, as scenarios: each is played four times, once with the book replaced by its own image after every line, once while
 * images are written all the time, and once while depth is told. After every line the book is validated and its hash compared with what it shows.
 */
public abstract class OrderBookScenarios {

    /** All of them. */
    static final List<String> FILES = List.of(
            "new-orders.txt",
            "trading.txt",
            "icebergs.txt",
            "self-trade-prevention.txt",
            "changes.txt",
            "stops.txt",
            "expiry.txt",
            "market-states.txt",
            "uncrossing.txt",
            "rules.txt",
            "depth.txt");

    /** The book to be proved. */
    protected abstract OrderBookFactory factory();

    @TestFactory
    Stream<DynamicNode> newOrdersAreChecked() {
        return scenarios("new-orders.txt");
    }

    @TestFactory
    Stream<DynamicNode> ordersTrade() {
        return scenarios("trading.txt");
    }

    @TestFactory
    Stream<DynamicNode> icebergsRefresh() {
        return scenarios("icebergs.txt");
    }

    @TestFactory
    Stream<DynamicNode> selfTradesArePrevented() {
        return scenarios("self-trade-prevention.txt");
    }

    @TestFactory
    Stream<DynamicNode> openOrdersAreChanged() {
        return scenarios("changes.txt");
    }

    @TestFactory
    Stream<DynamicNode> stopsTrigger() {
        return scenarios("stops.txt");
    }

    @TestFactory
    Stream<DynamicNode> ordersExpire() {
        return scenarios("expiry.txt");
    }

    @TestFactory
    Stream<DynamicNode> marketStatesAllow() {
        return scenarios("market-states.txt");
    }

    @TestFactory
    Stream<DynamicNode> crossedBooksAreUncrossed() {
        return scenarios("uncrossing.txt");
    }

    @TestFactory
    Stream<DynamicNode> rulesBound() {
        return scenarios("rules.txt");
    }

    @TestFactory
    Stream<DynamicNode> depthIsTold() {
        return scenarios("depth.txt");
    }

    private Stream<DynamicNode> scenarios(String file) {
        return Scenario.read(file).stream()
                .map(scenario -> DynamicContainer.dynamicContainer(
                        scenario.name(),
                        Arrays.stream(ScenarioPlayer.Besides.values())
                                .map(besides -> DynamicTest.dynamicTest(
                                        besides.name(), () -> ScenarioPlayer.play(factory(), scenario, besides)))));
    }
}
