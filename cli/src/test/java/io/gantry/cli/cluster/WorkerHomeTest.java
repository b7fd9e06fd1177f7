package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerHomeTest {

    @TempDir
    private Path temp;

    private WorkerHome home;

    @BeforeEach
    void make() {
        home = new WorkerHome(temp.resolve("w2"));
        home.make();
    }

    @Test
    void shouldWriteNameAddressesAndMembersWhenTheWorkerIsOneOfThree() throws IOException {
        List<WorkerEntry> all = List.of(member(1), member(2), member(3));

        home.configure(all.get(1), all, "gantry-x", "s3cret");

        assertThat(read("io.gantry.worker.cfg"))
                .isEqualTo(Map.of(
                        "name", "w2",
                        "host", "127.0.0.1",
                        "port", "7402",
                        "home", "${gantry.home}",
                        "cluster", "gantry-x",
                        "secret", "s3cret",
                        "partitions", "3,4",
                        "standbys", "1,2"));
        assertThat(read("io.gantry.hazelcast.membership.cfg"))
                .isEqualTo(Map.of(
                        "bindHost", "127.0.0.1",
                        "bindPort", "5702",
                        "members", "127.0.0.1:5701,127.0.0.1:5702,127.0.0.1:5703",
                        "cpMembers", "3"));
        assertThat(etc("io.gantry.router.local.cfg")).doesNotExist();
    }

    @Test
    void shouldAskForALocalClusterOnlyWhenTheWorkerIsAlone() throws IOException {
        List<WorkerEntry> three = List.of(member(1), member(2), member(3));
        home.configure(three.get(1), three, "gantry-x", "s3cret");
        WorkerEntry alone = member(2).withPorts(7400, WorkerEntry.NO_PORT);

        home.configure(alone, List.of(alone), "gantry-x", "s3cret");

        assertThat(read("io.gantry.router.local.cfg")).isEmpty();
        assertThat(etc("io.gantry.hazelcast.membership.cfg")).doesNotExist();
    }

    @Test
    void shouldLetOnlyTheOwnerReadWhenAFileHoldsTheSecret() throws IOException {
        Files.writeString(etc("io.gantry.worker.cfg"), "readable before");

        home.configure(member(2), List.of(member(2)), "gantry-x", "s3cret");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(etc("io.gantry.worker.cfg"))))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldLeaveOtherConfigurationsWhenItConfigures() throws IOException {
        Files.writeString(etc("io.gantry.partition.cfg"), "book = reference\n");

        home.configure(member(2), List.of(member(2)), "gantry-x", "s3cret");

        assertThat(etc("io.gantry.partition.cfg")).hasContent("book = reference");
    }

    @Test
    void shouldSetTheDurabilityAndNothingElseWhenAskedTo() throws IOException {
        home.setDurability(Durability.REPLICATED);
        assertThat(read("io.gantry.partition.cfg")).isEqualTo(Map.of("durability", "replicated"));

        Files.writeString(etc("io.gantry.partition.cfg"), "durability=memory\nbook = reference\n# durability\n");
        home.setDurability(Durability.REPLICATED_FSYNC);

        assertThat(etc("io.gantry.partition.cfg"))
                .hasContent("book = reference\n# durability\ndurability = replicated+fsync");
    }

    private WorkerEntry member(int number) {
        return new WorkerEntry(
                "w" + number,
                0,
                "127.0.0.1",
                7400 + number,
                5700 + number,
                temp.resolve("w" + number),
                List.of(2 * number - 1, 2 * number),
                number == 1 ? List.of(5, 6) : List.of(2 * number - 3, 2 * number - 2));
    }

    private Path etc(String name) {
        return home.root().resolve("etc").resolve(name);
    }

    private Map<Object, Object> read(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(etc(name))) {
            properties.load(reader);
        }
        return properties;
    }
}
