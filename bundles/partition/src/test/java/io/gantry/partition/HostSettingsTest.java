package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.journal.Durability;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostSettingsTest {

    private final Map<String, Object> values = new HashMap<>();

    @Test
    void shouldHaveSettingsOfEveryReplica() {
        values.put("durability", "replicated");
        values.put("durabilityOf", "3=memory, 7=replicated+fsync");
        values.put("ownLanes", "7");

        HostSettings settings = HostSettings.of("1,3", " 7, 9", config());

        assertThat(settings.claimed()).containsExactly(1, 3);
        assertThat(settings.standbys()).containsExactly(7, 9);
        assertThat(settings.ownLanes()).containsExactly(7);
        assertThat(settings.settings().keySet()).containsExactly(1, 3, 7, 9);
        assertThat(durability(settings, 1)).isEqualTo(Durability.REPLICATED);
        assertThat(durability(settings, 3)).isEqualTo(Durability.MEMORY);
        assertThat(durability(settings, 7)).isEqualTo(Durability.REPLICATED_FSYNC);
        assertThat(durability(settings, 9)).isEqualTo(Durability.REPLICATED);
    }

    @Test
    void shouldSyncToDiskWhenNothingElseIsSaid() {
        HostSettings settings = HostSettings.of("1", "", config());

        assertThat(durability(settings, 1)).isEqualTo(Durability.REPLICATED_FSYNC);
        assertThat(settings.standbys()).isEmpty();
    }

    @Test
    void shouldNameTheListAndTheBadElementWhenANumberIsWrong() {
        assertRefused("1,x", "", "partitions=1,x: 'x' is not a number");
        assertRefused("1,,2", "", "partitions=1,,2: '' is not a number");
        assertRefused("1,0", "", "partitions=1,0: 0 is not in 1..1023");
        assertRefused("1024", "", "partitions=1024: 1024 is not in 1..1023");
        assertRefused("1,2, 1", "", "partitions=1,2, 1: 1 is named twice");
        assertRefused("1", "2,-3", "standbys=2,-3: -3 is not in 1..1023");
        values.put("ownLanes", "1,one");
        assertRefused("1", "", "ownLanes=1,one: 'one' is not a number");
    }

    @Test
    void shouldRefuseWhenAWorkerIsToHaveTwoReplicasOfAPartition() {
        assertRefused("1,2", "2,3", "standbys=2,3: 2 is in partitions=1,2 already; a worker has one replica of it");
    }

    @Test
    void shouldRefuseWhenAStandbyIsToBeInMemoryOnly() {
        values.put("durabilityOf", "2=memory");
        assertRefused("1", "2", "standbys=2: partition 2 has durability memory, which keeps no standbys");
        values.put("durabilityOf", "");
        values.put("durability", "memory");
        assertRefused("1", "3", "standbys=3: partition 3 has durability memory, which keeps no standbys");
    }

    @Test
    void shouldNameTheDurabilitiesThereAreWhenOneIsUnknown() {
        values.put("durability", "fsync");
        assertRefused("1", "", "durability=fsync is none of memory, replicated and replicated+fsync");
        values.put("durability", "replicated");
        values.put("durabilityOf", "1=");
        assertRefused("1", "", "durability= is none of memory, replicated and replicated+fsync");
    }

    @Test
    void shouldNameTheBadElementWhenTheDurabilityOfAPartitionIsNotOne() {
        values.put("durabilityOf", "1=replicated,2");
        assertRefused("1", "", "durabilityOf=1=replicated,2: '2' is not like 3=replicated");
        values.put("durabilityOf", "a=replicated");
        assertRefused("1", "", "durabilityOf=a=replicated: 'a' is not a number");
        values.put("durabilityOf", "2000=replicated");
        assertRefused("1", "", "durabilityOf=2000=replicated: 2000 is not in 1..1023");
    }

    @ParameterizedTest
    @CsvSource({
        "lanes, 0, lanes=0 is not in 1..64",
        "lanes, 65, lanes=65 is not in 1..64",
        "maxIdleMicros, -1, maxIdleMicros=-1 is not in 0..",
        "wakeIntervalMicros, 10001, wakeIntervalMicros=10001 is not in 0..10000",
        "takeoverMillis, 49, takeoverMillis=49 is not in 50..60000",
        "shrinkMillis, 60001, shrinkMillis=60001 is not in 50..60000",
        "inboundBytes, 65537, inboundBytes=65537 is not a power of two",
        "outboundBytes, 32768, outboundBytes=32768 is not in 65536..",
        "windowBytes, 3000000, windowBytes=3000000 is not a power of two",
        "windowBytes, 524288, windowBytes=524288 is not in 1048576..",
        "takeoverMillis, 500, shrinkMillis=500 is not below takeoverMillis=500",
        "retainedEvents, 1023, retainedEvents=1023 is not in 1024..",
        "maxParked, 0, maxParked=0 is not in 1..",
        "parkMillis, 60001, parkMillis=60001 is not in 1.."
    })
    void shouldNameTheKeyTheValueAndTheRangeWhenAValueIsOutOfIt(String key, int value, String sentence) {
        values.put(key, value);

        assertRefused("1", "", sentence);
    }

    @Test
    void shouldNameTheKeyWhenSnapshotsAreTooFrequent() {
        values.put("snapshotBytes", 1000L);

        assertRefused("1", "", "snapshotBytes=1000 is not in 65536..");
    }

    private void assertRefused(String partitions, String standbys, String sentence) {
        PartitionConfig config = config();
        assertThatThrownBy(() -> HostSettings.of(partitions, standbys, config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    private static Durability durability(HostSettings settings, int partition) {
        return settings.settings().get(partition).durability();
    }

    /** The defaults, but for what the test has put into the values. */
    private PartitionConfig config() {
        return (PartitionConfig) Proxy.newProxyInstance(
                PartitionConfig.class.getClassLoader(), new Class<?>[] {PartitionConfig.class}, this::value);
    }

    private Object value(Object proxy, Method method, Object[] arguments) {
        return values.getOrDefault(method.getName(), method.getDefaultValue());
    }
}
