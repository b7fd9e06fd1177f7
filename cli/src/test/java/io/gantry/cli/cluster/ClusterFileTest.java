package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterFileTest {

    @TempDir
    private Path temp;

    private ClusterFolder folder;
    private ClusterFile file;

    @BeforeEach
    void open() {
        folder = ClusterFolder.at(temp);
        file = new ClusterFile(folder);
    }

    @Test
    void shouldReadWhatWasWrittenWhenWorkersHavePortsAndPartitions() {
        ClusterFile.Content content = new ClusterFile.Content("gantry-1", List.of(worker("w1", 1), worker("w2", 2)));

        file.write(content);

        assertThat(file.read()).contains(content);
    }

    @Test
    void shouldTellEverythingAboutAWorkerWhenReadByOthers() throws IOException {
        file.write(new ClusterFile.Content("gantry-1", List.of(worker("w1", 1))));

        JsonNode json = new ObjectMapper().readTree(temp.resolve("cluster.json").toFile());

        assertThat(json.path("workers").get(0).toString())
                .isEqualTo(
                        "{\"name\":\"w1\",\"pid\":77,\"host\":\"127.0.0.1\",\"port\":7401,\"memberPort\":5701,\"home\":\""
                                + folder.home("w1").root() + "\",\"partitions\":[1,2],\"standbys\":[7]}");
    }

    @Test
    void shouldFindHomesBesideTheFileWhenTheFolderWasMoved() throws IOException {
        file.write(new ClusterFile.Content("gantry-1", List.of(worker("w1", 1))));
        Path moved = Files.createDirectory(temp.resolve("moved"));
        Files.move(temp.resolve("cluster.json"), moved.resolve("cluster.json"));

        List<WorkerEntry> workers =
                new ClusterFile(ClusterFolder.at(moved)).read().orElseThrow().workers();

        assertThat(workers.get(0).home()).isEqualTo(moved.toRealPath().resolve("w1"));
    }

    @Test
    void shouldBeEmptyWhenThereIsNoFile() {
        assertThat(file.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"cluster\":\"c\"}",
                "{\"cluster\":\"c\",\"workers\":[]}",
                "{\"cluster\":\"c\",\"workers\":[{\"name\":\"../x\"}]}",
                "{\"cluster\":\"c\",\"workers\":[{\"name\":\"w1\",\"partitions\":[1],\"pid\":\"x\"}]}",
                "{\"cluster\":\"c\",\"workers\":[{\"name\":\"w1\",\"pid\":0,\"host\":\"h\",\"port\":1,\"memberPort\":0,"
                        + "\"partitions\":[1],\"standbys\":2}]}"
            })
    void shouldNameTheFileWhenItIsDamaged(String content) throws IOException {
        Path path = Files.writeString(temp.resolve("cluster.json"), content);

        assertThatThrownBy(file::read)
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith(path.toRealPath() + " is damaged: ");
    }

    private WorkerEntry worker(String name, int number) {
        return new WorkerEntry(
                name,
                77,
                "127.0.0.1",
                7400 + number,
                5700 + number,
                folder.home(name).root(),
                List.of(number, number + 1),
                List.of(7));
    }
}
