package io.gantry.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void shouldAlignWordsLeftAndFiguresRightWhenWidthsDiffer() {
        TextTable table = new TextTable(List.of("NAME", "PID", "X"));
        table.row(List.of("w1", "7", ""));
        table.row(List.of("worker", "-", "late"));

        assertThat(table).hasToString("""
                NAME    PID  X
                w1        7
                worker    -  late
                """);
    }
}
