package io.gantry.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes {@code cluster.json}: which workers a folder has, for this command and for anyone's scripts. */
final class ClusterFile {

    static final String NAME = "cluster.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ClusterFolder folder;
    private final Path file;

    ClusterFile(ClusterFolder folder) {
        this.folder = folder;
        this.file = folder.dir().resolve(NAME);
    }

    /**
     * What the file holds.
     *
     * @param cluster name of the cluster
     * @param workers by number, never empty
     */
    record Content(String cluster, List<WorkerEntry> workers) {
        Content {
            workers = List.copyOf(workers);
        }
    }

    /**
     * Reads the file, if there is one.
     *
     * @throws ClusterException if it is there and is not what {@link #write} writes
     */
    Optional<Content> read() {
        try {
            return Optional.of(parse(JSON.readTree(Files.readString(file))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (JsonProcessingException notJson) {
            throw new ClusterException(file + " is damaged: " + notJson.getOriginalMessage(), notJson);
        } catch (IOException failure) {
            throw new ClusterException("cannot read " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }

    /** Replaces the file in one step. */
    void write(Content content) {
        ObjectNode root = JSON.createObjectNode();
        root.put("cluster", content.cluster());
        ArrayNode workers = root.putArray("workers");
        for (WorkerEntry entry : content.workers()) {
            ObjectNode worker = workers.addObject();
            worker.put("name", entry.name());
            worker.put("pid", entry.pid());
            worker.put("host", entry.host());
            worker.put("port", entry.port());
            worker.put("memberPort", entry.memberPort());
            worker.put("home", entry.home().toString());
            ArrayNode partitions = worker.putArray("partitions");
            entry.partitions().forEach(partitions::add);
            ArrayNode standbys = worker.putArray("standbys");
            entry.standbys().forEach(standbys::add);
        }
        Path fresh = file.resolveSibling(NAME + ".new");
        try {
            Files.writeString(fresh, JSON.writeValueAsString(root) + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new ClusterException("cannot write " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }

    /** Forgets the cluster; the workers' folders stay. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new ClusterException("cannot remove " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }

    private Content parse(JsonNode root) {
        List<WorkerEntry> workers = new ArrayList<>();
        for (JsonNode worker : member(root, "workers", root.path("workers").isArray())) {
            workers.add(parseWorker(worker));
        }
        if (workers.isEmpty()) {
            throw damaged("workers");
        }
        return new Content(text(root, "cluster"), workers);
    }

    /** Homes are taken from the folder and not from the file, so that a stopped cluster can be moved. */
    private WorkerEntry parseWorker(JsonNode worker) {
        String name = text(worker, "name");
        if (!name.matches("w[0-9]{1,4}")) {
            throw damaged("name");
        }
        return new WorkerEntry(
                name,
                number(worker, "pid"),
                text(worker, "host"),
                (int) number(worker, "port"),
                (int) number(worker, "memberPort"),
                folder.home(name).root(),
                numbers(worker, "partitions"),
                numbers(worker, "standbys"));
    }

    private List<Integer> numbers(JsonNode node, String name) {
        List<Integer> numbers = new ArrayList<>();
        member(node, name, node.path(name).isArray()).forEach(number -> numbers.add(number.asInt()));
        return numbers;
    }

    private String text(JsonNode node, String name) {
        return member(node, name, node.path(name).isTextual()).asText();
    }

    private long number(JsonNode node, String name) {
        return member(node, name, node.path(name).isIntegralNumber()).asLong();
    }

    private JsonNode member(JsonNode node, String name, boolean isRight) {
        if (!isRight) {
            throw damaged(name);
        }
        return node.path(name);
    }

    private ClusterException damaged(String member) {
        return new ClusterException(file + " is damaged: \"" + member + "\" is missing or not what it must be");
    }
}
