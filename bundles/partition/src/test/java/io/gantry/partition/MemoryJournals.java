package io.gantry.partition;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Journals that outlive a partition, but not the test: each folder is a {@link MemoryDisk}. */
final class MemoryJournals implements JournalFactory {

    private final Map<Path, MemoryDisk> disks = new ConcurrentHashMap<>();

    /** What is in a folder, made if it is not there. */
    MemoryDisk disk(Path directory) {
        return disks.computeIfAbsent(directory, unused -> new MemoryDisk(String.valueOf(directory)));
    }

    @Override
    public OpenJournal open(Path directory, Durability durability, long keepUntil, JournalReader reader)
            throws IOException {
        MemoryDisk disk = durability == Durability.MEMORY ? new MemoryDisk("no folder") : disk(directory);
        return disk.open(keepUntil, reader);
    }
}
