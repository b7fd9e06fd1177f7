package io.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ShellAnswer;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.partition.BookView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShellOperatorTest {
    private static final String MIGRATION = """
            {"id":"m1","strategy":"freeze-switch","symbols":["S1"],"source":{"partition":1,"worker":"w1"},\
            "target":{"partition":3,"worker":"w2"},"outcome":"%s","step":"verify","detail":"%s","restingOrders":12,\
            "pauseMicros":1500,"durationMillis":7,"snapshotBytes":4096,"hashAtCut":"00ff"}""";

    private final List<String> lines = new ArrayList<>();
    private ShellAnswer answer = new ShellAnswer("", 0);
    private final Operator operator = new ShellOperator(line -> {
        lines.add(line);
        return answer;
    });

    @Test
    void shouldAskForListingWithTheWholeGrid() {
        operator.list(new FlowSymbol("S1", 4, 100, 5), 3);

        assertThat(lines)
                .containsExactly("gantry:list 'S1' --partition '3' --price-decimals '4' --tick '100' --lot '5'");
    }

    @Test
    void shouldReadTheReportWhenAMoveIsCommitted() {
        answer = new ShellAnswer(document(MIGRATION.formatted("COMMITTED", ""), ""), 0);

        MigrationReport report = operator.move("S1", 3, "freeze-switch");

        assertThat(lines).containsExactly("gantry:migrate 'S1' --to '3' --strategy 'freeze-switch' --json");
        assertThat(report)
                .isEqualTo(new MigrationReport(
                        "m1",
                        "freeze-switch",
                        List.of("S1"),
                        new Place(1, "w1"),
                        new Place(3, "w2"),
                        MigrationState.COMMITTED,
                        "verify",
                        "",
                        12,
                        1500,
                        7,
                        4096,
                        "00ff"));
    }

    @Test
    void shouldReadTheReportWhenAMoveIsRolledBack() {
        answer = new ShellAnswer(document(MIGRATION.formatted("ROLLED_BACK", "hashes differ"), ""), 1);

        MigrationReport report = operator.move("S1", 3, "freeze-switch");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.detail()).isEqualTo("hashes differ");
    }

    @Test
    void shouldTellTheRefusalWhenAMoveIsRefused() {
        answer = new ShellAnswer(document("", "unknown strategy x"), 1);

        assertThatThrownBy(() -> operator.move("S1", 3, "x"))
                .isInstanceOf(RunException.class)
                .hasMessage("unknown strategy x");
    }

    @Test
    void shouldQuoteWhatTheUserTyped() {
        operator.planMove("S1", 3, "it's; stop");

        assertThat(lines).containsExactly("gantry:migrate 'S1' --to '3' --strategy 'it'\\''s; stop' --dry-run");
    }

    @Test
    void shouldTellTheShellsWordsWhenItFails() {
        answer = new ShellAnswer("unknown symbol S1\n", 1);

        assertThatThrownBy(() -> operator.planMove("S1", 3, "x"))
                .isInstanceOf(RunException.class)
                .hasMessage("unknown symbol S1");
        assertThatThrownBy(() -> operator.move("S1", 3, "x"))
                .isInstanceOf(RunException.class)
                .hasMessage("unknown symbol S1");
    }

    @Test
    void shouldTellWhyWhenTheShellIsNotThere() {
        Operator lonely = new ShellOperator(line -> {
            throw new ClusterException("worker w1 does not run");
        });

        assertThatThrownBy(() -> lonely.book("S1"))
                .isInstanceOf(RunException.class)
                .hasMessage("worker w1 does not run");
    }

    @Test
    void shouldReadABook() {
        answer = new ShellAnswer("""
                {"symbol":"S1","symbolId":1,"partition":3,"worker":"w2","epoch":2,"gate":"OPEN","book":"flat 1","marketState":"HALTED",\
                "commandSequence":9,"eventSequence":11,"eventChain":"fedcba9876543210","stateHash":"0000000000000001",\
                "orders":2,"stops":0,"lastTradePrice":100,"priceDecimals":2,"bids":[{"price":100,"quantity":5,"orders":2}],\
                "asks":[]}""", 0);

        BookView book = operator.book("S1");

        assertThat(lines).containsExactly("gantry:book 'S1' --levels '1000' --json");
        assertThat(book.eventChain()).isEqualTo(0xfedcba9876543210L);
        assertThat(book.stateHash()).isEqualTo(1);
        assertThat(book.bids()).containsExactly(new BookView.Level(100, 5, 2));
        assertThat(book.partition()).isEqualTo(3);
    }

    @Test
    void shouldNameTheMemberWhenABookIsGarbled() {
        answer = new ShellAnswer("{\"symbol\":\"S1\"}", 0);

        assertThatThrownBy(() -> operator.book("S1"))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("partition");
    }

    private static String document(String migration, String refused) {
        return "{\"migrations\":[" + migration + "],\"refused\":\"" + refused + "\"}";
    }
}
