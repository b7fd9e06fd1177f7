package io.gantry.engine.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradingRulesTest {

    private static final long DAY = TradingRules.DAY_NANOS;

    @ParameterizedTest
    @CsvSource({
        "-1, 0, 0, 0, 0, price band -1 to 0",
        "0, -1, 0, 0, 0, price band 0 to -1",
        "10, 9, 0, 0, 0, price band 10 to 9",
        "0, 0, -1, 0, 0, protection of -1 ticks",
        "0, 0, 0, -1, 0, maximum of -1 open orders",
        "0, 0, 0, 0, -1, end of day at -1",
        "0, 0, 0, 0, 86400000000000, end of day at 86400000000000",
    })
    void shouldRefuseFiguresThatAreNoRules(
            long low, long high, long protection, int maxOpen, long dayEnd, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TradingRules(low, high, protection, maxOpen, dayEnd))
                .withMessageContaining(reason);
        assertThat(TradingRules.faultOf(low, high, protection, maxOpen, dayEnd)).contains(reason);
    }

    @Test
    void shouldFindFaultWithAMaximumThatIsNoInt() {
        assertThat(TradingRules.faultOf(0, 0, 0, 1L << 31, 0)).contains("maximum of 2147483648 open orders");
        assertThat(TradingRules.faultOf(0, 0, 0, Integer.MAX_VALUE, 0)).isEmpty();
    }

    @Test
    void shouldTakeTheLargestFigures() {
        TradingRules rules =
                new TradingRules(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, DAY - 1);

        assertThat(rules.allows(Long.MAX_VALUE)).isTrue();
        assertThat(rules.allows(Long.MAX_VALUE - 1)).isFalse();
    }

    @Test
    void shouldAllowPricesWithinTheBandWithItsEnds() {
        TradingRules band = new TradingRules(90, 110, 0, 0, 0);

        assertThat(band.allows(89)).isFalse();
        assertThat(band.allows(90)).isTrue();
        assertThat(band.allows(110)).isTrue();
        assertThat(band.allows(111)).isFalse();
        assertThat(new TradingRules(90, 0, 0, 0, 0).allows(Long.MAX_VALUE)).isTrue();
        assertThat(new TradingRules(0, 110, 0, 0, 0).allows(1)).isTrue();
        assertThat(TradingRules.NONE.allows(1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "00:00, 2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z",
        "00:00, 2026-03-01T23:59:59.999999999Z, 2026-03-02T00:00:00Z",
        "17:00, 2026-03-01T16:59:59.999999999Z, 2026-03-01T17:00:00Z",
        "17:00, 2026-03-01T17:00:00Z, 2026-03-02T17:00:00Z",
        "17:00, 2026-03-01T23:00:00Z, 2026-03-02T17:00:00Z",
        "17:00, 1970-01-01T00:00:00Z, 1970-01-01T17:00:00Z",
        "23:59:59.999999999, 2026-03-01T23:59:59.999999999Z, 2026-03-02T23:59:59.999999999Z",
    })
    void shouldEndTheDayAtTheFirstEndAfterATime(LocalTime end, Instant time, Instant expected) {
        TradingRules rules = new TradingRules(0, 0, 0, 0, end.toNanoOfDay());

        assertThat(rules.dayEndAfter(nanos(time))).isEqualTo(nanos(expected));
    }

    private static long nanos(Instant instant) {
        LocalDate date = instant.atOffset(ZoneOffset.UTC).toLocalDate();
        return date.toEpochDay() * DAY
                + instant.atOffset(ZoneOffset.UTC).toLocalTime().toNanoOfDay();
    }
}
