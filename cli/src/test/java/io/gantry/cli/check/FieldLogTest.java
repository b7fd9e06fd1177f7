package io.gantry.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class FieldLogTest {

    @Test
    void shouldGiveBackEveryRowWhenFieldsAreOfAnySize() {
        long seed = 20261122;
        int rows = 50_000;
        FieldLog log = new FieldLog(5);
        Random random = new Random(seed);
        for (int i = 0; i < rows; i++) {
            log.append(i, random.nextLong(), random.nextInt(), Long.MIN_VALUE, i % 2 == 0 ? Long.MAX_VALUE : -1);
        }

        FieldLog.Cursor cursor = log.cursor();

        Random again = new Random(seed);
        for (int i = 0; i < rows; i++) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.field(0)).isEqualTo(i);
            assertThat(cursor.field(1)).as("seed %d row %d", seed, i).isEqualTo(again.nextLong());
            assertThat(cursor.field(2)).as("seed %d row %d", seed, i).isEqualTo(again.nextInt());
            assertThat(cursor.field(3)).isEqualTo(Long.MIN_VALUE);
            assertThat(cursor.field(4)).isEqualTo(i % 2 == 0 ? Long.MAX_VALUE : -1);
        }
        assertThat(cursor.next()).isFalse();
    }

    @Test
    void shouldShowACursorOnlyTheRowsThatWereThereWhenItWasMade() {
        FieldLog log = new FieldLog(1);
        log.append(1);
        FieldLog.Cursor cursor = log.cursor();
        log.append(2);

        assertThat(cursor.next()).isTrue();
        assertThat(cursor.next()).isFalse();
        assertThat(log.size()).isEqualTo(2);
    }

    @Test
    void shouldRefuseARowWhenItHasAnotherNumberOfFields() {
        FieldLog log = new FieldLog(2);

        assertThatThrownBy(() -> log.append(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
