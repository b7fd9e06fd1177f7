package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterShapeTest {

    @Test
    void shouldRefuseTwoWorkersWhenTheRegisterNeedsAMajority() {
        assertThatThrownBy(() -> ClusterShape.of(2))
                .isInstanceOf(ClusterException.class)
                .hasMessage("a cluster needs 3 workers for its register's majority (or 1: a worker alone), not 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 1 | 0 | workers: 0 is not 1 or 3 to 64",
                "65 | 1 | 0 | workers: 65 is not 1 or 3 to 64",
                "3 | 0 | 0 | partitions per worker: 0 is not 1 to 341, as a cluster has 1023 partitions at most",
                "3 | 342 | 0 | partitions per worker: 342 is not 1 to 341, as a cluster has 1023 partitions at most",
                "3 | 1 | -1 | port base: -1 is not 1 to 65530, as 3 workers take 6 ports",
                "3 | 1 | 65531 | port base: 65531 is not 1 to 65530, as 3 workers take 6 ports",
                "1 | 1 | 65536 | port base: 65536 is not 1 to 65535, as 1 worker takes 1 port"
            })
    void shouldNameTheFigureWhenItCannotBe(int workers, int partitions, int portBase, String sentence) {
        assertThatThrownBy(() -> new ClusterShape(workers, partitions, portBase))
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 | standbys: 1 is not 0 to 0, as a partition has 7 replicas at most, each on another of the 1 worker",
                "3 | 3 | standbys: 3 is not 0 to 2, as a partition has 7 replicas at most, each on another of the 3 workers",
                "9 | 7 | standbys: 7 is not 0 to 6, as a partition has 7 replicas at most, each on another of the 9 workers",
                "3 | -1 | standbys: -1 is not 0 to 2, as a partition has 7 replicas at most, each on another of the 3 workers"
            })
    void shouldRefuseMoreStandbysThanThereCanBe(int workers, int standbys, String sentence) {
        assertThatThrownBy(() -> new ClusterShape(workers, 1, 0, new Replication(standbys, Optional.empty())))
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"1, 1023, 65535, 1", "3, 341, 65530, 6", "64, 15, 0, 128"})
    void shouldTakeTheLargestFiguresWhenTheyFit(int workers, int partitions, int portBase, int ports) {
        assertThat(new ClusterShape(workers, partitions, portBase).ports()).isEqualTo(ports);
    }
}
