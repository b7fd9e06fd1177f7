package io.gantry.journal;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Opens journals in files, without OSGi: what the component does, what simulations and measurements use. Any thread. */
public final class Journals implements JournalFactory, AutoCloseable {
    private final JournalSettings settings;
    private final Storage storage;
    private final boolean hasOwnThreads;
    private final Set<FileJournal> open = ConcurrentHashMap.newKeySet();

    /**
     * @param hasOwnThreads each journal has threads that write. Without, it is a {@link ManualJournal}
     */
    public Journals(JournalSettings settings, Storage storage, boolean hasOwnThreads) {
        this.settings = settings;
        this.storage = storage;
        this.hasOwnThreads = hasOwnThreads;
    }

    /**
     * {@inheritDoc} A folder without a journal has not ended well: nobody knows what was in it. Segments wholly before the newest snapshot
     * are not checked.
     */
    @Override
    public OpenJournal open(Path directory, Durability durability, long keepUntil, JournalReader reader)
            throws IOException {
        if (keepUntil < 0) {
            throw new IllegalArgumentException("journal " + directory + ": keepUntil=" + keepUntil + " is below 0");
        }
        if (durability == Durability.MEMORY) {
            return new OpenJournal(new MemoryJournal(settings.maxRecordBytes()), true);
        }
        boolean isSynced = durability == Durability.REPLICATED_FSYNC;
        LogFolder folder = new LogFolder(storage, settings, isSynced, directory);
        OpenJournal opened = new JournalOpening(folder, keepUntil, reader).open(hasOwnThreads, open::remove);
        open.add((FileJournal) opened.journal());
        return opened;
    }

    /** Has all open journals work, see {@link ManualJournal#doWork}. Only without own threads. */
    public int doWork() {
        if (hasOwnThreads) {
            throw new IllegalStateException("these journals have threads of their own");
        }
        int worked = 0;
        for (FileJournal journal : open) {
            worked += journal.doWork();
        }
        return worked;
    }

    /** Has all open journals write what was appended: the half of {@link #doWork} that one of a journal's two threads would do. */
    public int writeLogs() {
        int worked = 0;
        for (FileJournal journal : open) {
            worked += journal.writeLog();
        }
        return worked;
    }

    /** Has all open journals do what there is to do with files besides: the other half of {@link #doWork}. */
    public int keepFiles() {
        int worked = 0;
        for (FileJournal journal : open) {
            worked += journal.keepFiles();
        }
        return worked;
    }

    /** Closes those that are still open. */
    @Override
    public void close() {
        open.forEach(Journal::close);
    }
}
