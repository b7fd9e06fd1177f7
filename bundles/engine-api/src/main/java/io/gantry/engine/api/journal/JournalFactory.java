package io.gantry.engine.api.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Opens journals. */
@ProviderType
public interface JournalFactory {

    /** {@link #open} is to keep all of the log. */
    long KEEP_ALL = Long.MAX_VALUE;

    /**
     * Opens the journal in a folder, which is made if it is not there, reads it, and readies it for appending. A torn last record (a crash
     * in the middle of a write) is cut off; it was never durable. Blocks while it reads. With {@link Durability#MEMORY} there is no folder, and
     * nothing to read.
     *
     * @param keepUntil records from this position on are dropped first; {@link #KEEP_ALL} drops none
     * @param reader is given snapshot and records, on the calling thread
     * @throws JournalCorruptException if a record in the middle is damaged or missing; nothing is changed on disk then
     * @throws IOException if the folder cannot be read or written, or another process has it open
     */
    OpenJournal open(Path directory, Durability durability, long keepUntil, JournalReader reader) throws IOException;

    /**
     * A journal that was opened.
     *
     * @param journal ready for appending
     * @param endedWell whether whoever had it before closed it, so that nothing that was appended is missing
     */
    record OpenJournal(Journal journal, boolean endedWell) {}
}
