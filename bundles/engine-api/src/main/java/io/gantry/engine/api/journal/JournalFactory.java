package io.gantry.engine.api.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Opens journals. */
@ProviderType
public interface JournalFactory {

    /**
     * Opens the journal in a folder, which is made if it is not there, reads it from its beginning, and readies it for appending.
     * A torn last record (a crash in the middle of a write) is cut off; it was never durable. Blocks while it reads.
     *
     * @param reader is given each record in order, on the calling thread
     * @throws JournalCorruptException if a record in the middle is damaged or missing; nothing is changed on disk then
     * @throws IOException if the folder cannot be read or written, or another process has it open
     */
    Journal open(Path directory, JournalReader reader) throws IOException;
}
