package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.OrderCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Plays a scenario on a book and compares. */
final class ScenarioPlayer {

    /** What is done with the book besides. */
    enum Besides {
        /** Nothing. */
        NOTHING,
        /** After every line the book is replaced by one that is made of its image. */
        RESTORED,
        /** All the time an image is being written, an order a line. */
        SNAPSHOTS,
        /** All the time the levels that change are told, and checked by what the book shows. */
        DEPTH
    }

    private final OrderBookFactory factory;
    private final Scenario scenario;
    private final Besides besides;
    private final EventLog events = new EventLog();
    private final HeardDepth depth = new HeardDepth();
    private boolean levelsAreExpected;
    private OrderBook book;
    private Optional<SlicedSnapshot> snapshot = Optional.empty();
    private long timeNanos;

    private ScenarioPlayer(OrderBookFactory factory, Scenario scenario, Besides besides) {
        this.factory = factory;
        this.scenario = scenario;
        this.besides = besides;
        this.book = factory.create(scenario.instrument());
        tellDepth(besides == Besides.DEPTH);
    }

    /** Plays it, and answers the book as it is at the end. */
    static OrderBook play(OrderBookFactory factory, Scenario scenario, Besides besides) {
        ScenarioPlayer player = new ScenarioPlayer(factory, scenario, besides);
        scenario.lines().forEach(player::line);
        player.snapshot.ifPresent(SlicedSnapshot::writeAll);
        player.checkSnapshot("the end");
        return player.book;
    }

    private void line(String line) {
        int arrow = line.indexOf("->");
        String asked = arrow < 0 ? line : line.substring(0, arrow).strip();
        String expected = arrow < 0 ? "" : line.substring(arrow + 2).strip();
        switch (asked.split("\\s+")[0]) {
            case "time" -> timeNanos = TimeText.parse(asked.split("\\s+")[1]);
            case "book" ->
                assertThat(shortly(BookPicture.of(book).resting())).as(line).isEqualTo(expected);
            case "stops" ->
                assertThat(shortly(BookPicture.of(book).stops())).as(line).isEqualTo(expected);
            case "figures" -> assertThat(figures()).as(line).isEqualTo(expected);
            case "levels" -> assertThat(joined(LevelRow.shownBy(book))).as(line).isEqualTo(expected);
            case "next-expiry" -> assertThat(nextExpiry()).as(line).isEqualTo(expected);
            case "depth" -> {
                levelsAreExpected = asked.endsWith("on");
                tellDepth(levelsAreExpected || besides == Besides.DEPTH);
            }
            case "restore" -> restore(line);
            case "snapshot" -> beginSnapshot(Integer.parseInt(asked.split("\\s+")[1]));
            case "abandon" -> abandonSnapshot();
            default -> command(line, asked, expected);
        }
    }

    private void command(String line, String asked, String expected) {
        assertThat(expected).as("what is expected of: %s", line).isNotEmpty();
        if (besides == Besides.SNAPSHOTS) {
            beginSnapshot(1);
        }
        BookPicture before = BookPicture.of(book);
        if (asked.equals("expire")) {
            book.expire(timeNanos, events);
        } else {
            OrderCommand command = CommandText.parse(asked);
            book.apply(command, timeNanos, events);
        }
        List<String> heard = heard(line);
        compare(line, heard, expected);
        BookInvariants.check(book, scenario.instrument());
        assertThat(depth.differenceTo(LevelRow.shownBy(book))).as(line).isEmpty();
        if (heard.isEmpty() || heard.get(0).startsWith("rejected")) {
            assertThat(BookPicture.of(book).differenceTo(before))
                    .as("unchanged after: %s", line)
                    .isEmpty();
        }
        if (snapshot.isPresent() && snapshot.get().write()) {
            checkSnapshot(line);
        }
        if (besides == Besides.RESTORED) {
            restore(line);
        }
    }

    private void tellDepth(boolean isWanted) {
        book.tellDepth(isWanted);
        depth.begin(isWanted, book);
    }

    /** The events, and the levels if the scenario is about them. */
    private List<String> heard(String line) {
        List<String> heard = events.take();
        List<LevelRow> levels = events.takeLevels();
        assertThat(depth.hear(levels)).as(line).isEmpty();
        if (levelsAreExpected) {
            levels.forEach(level -> heard.add(level.toString()));
        }
        return heard;
    }

    private static void compare(String line, List<String> heard, String expected) {
        if (expected.equals("nothing")) {
            assertThat(heard).as(line).isEmpty();
            return;
        }
        assertThat(heard).as(line).isNotEmpty();
        if (expected.equals("ok")) {
            assertThat(heard).as(line).hasSize(1);
            assertThat(heard.get(0)).as(line).doesNotStartWith("rejected");
            return;
        }
        String told = heard.stream()
                .map(event -> event.replace(" of " + CommandText.ACCOUNT + " ", " "))
                .collect(Collectors.joining("; "));
        assertThat(told).as(line).isEqualTo(expected.replaceAll("\\s*;\\s*", "; "));
    }

    private void restore(String line) {
        snapshot.ifPresent(SlicedSnapshot::writeAll);
        checkSnapshot(line);
        BookPicture before = BookPicture.of(book);
        book = BookImages.restore(factory, scenario.instrument(), BookImages.of(book));
        tellDepth(depth.isWanted());
        assertThat(BookPicture.of(book).differenceTo(before))
                .as("restored after: %s", line)
                .isEmpty();
        BookInvariants.check(book, scenario.instrument());
    }

    private void beginSnapshot(int slice) {
        if (snapshot.isEmpty()) {
            snapshot = Optional.of(new SlicedSnapshot(book, slice));
        }
    }

    private void abandonSnapshot() {
        snapshot.ifPresent(SlicedSnapshot::abandon);
        snapshot = Optional.empty();
    }

    private void checkSnapshot(String line) {
        snapshot.ifPresent(complete -> assertThat(complete.difference(factory, scenario.instrument()))
                .as("image complete after: %s", line)
                .isEmpty());
        snapshot = Optional.empty();
    }

    private String nextExpiry() {
        long next = book.nextExpiryNanos();
        return next == Long.MAX_VALUE ? "never" : TimeText.of(next);
    }

    private static String joined(List<LevelRow> levels) {
        return levels.stream().map(LevelRow::toString).collect(Collectors.joining("; "));
    }

    private static String shortly(List<BookRow> rows) {
        return rows.stream().map(BookRow::shortly).collect(Collectors.joining(" "));
    }

    private String figures() {
        BookFigures figures = book.figures();
        return figures.marketState() + " last " + figures.lastTradePrice() + " arrivals " + figures.arrivals()
                + " orders " + figures.orders() + CommandText.rulesOf(figures.rules());
    }
}
