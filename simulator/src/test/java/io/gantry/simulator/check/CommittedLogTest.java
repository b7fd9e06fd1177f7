package io.gantry.simulator.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommittedLogTest {

    private final List<LogRecord> told = new ArrayList<>();
    private final CommittedLog committed = new CommittedLog(1, told::add);

    private static LogCopy log(String... records) {
        LogCopy log = new LogCopy();
        for (String record : records) {
            log.append(record.getBytes());
        }
        return log;
    }

    @Test
    void shouldGrowByWhatReplicasReportWhenTheyAgree() {
        LogCopy one = log("a", "b", "c");
        LogCopy other = log("a", "b");

        committed.reported("w1", one, one.end());
        committed.reported("w2", other, other.end());

        assertThat(told).hasSize(3);
        assertThat(committed.isHeldBy(one)).isTrue();
        assertThat(committed.isHeldBy(other)).isFalse();
    }

    @Test
    void shouldFindOutWhenAnotherRecordIsReportedAtAPlace() {
        LogCopy one = log("a", "b");
        LogCopy other = log("a", "x");
        committed.reported("w1", one, one.end());

        assertThatThrownBy(() -> committed.reported("w2", other, other.end()))
                .isInstanceOf(Violation.class)
                .hasMessageContaining("I1")
                .hasMessageContaining("w2");
    }

    @Test
    void shouldCompareBehindACutWhenTheStartIsUnknown() {
        LogCopy whole = log("a", "b", "c");
        committed.reported("w1", whole, whole.end());
        LogCopy later = new LogCopy();
        long start = log("a").end();
        later.restart(start, committed.chainAt(start), Told.NOTHING);
        later.append("b".getBytes());

        committed.reported("w2", later, later.end());
        later.append("c".getBytes());

        assertThat(committed.isHeldBy(later)).isTrue();
    }
}
