package io.gantry.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * All that the journal asks of a file system. {@link DiskStorage} is the real one. Called by several threads, each file by one at
 * a time.
 *
 * <p>What happens to a folder's list of files (create, rename, delete) is on disk once the folder was synced; before that a crash
 * may leave the list as it was.
 */
public interface Storage {

    /**
     * Makes a folder, with those above it, if it is not there.
     *
     * @param sync have it on disk before returning
     */
    void makeDirectory(Path directory, boolean sync) throws IOException;

    /** Names of the files in a folder, sorted. */
    List<String> list(Path directory) throws IOException;

    /**
     * Keeps every other process, and everyone in this one, from locking the same folder until the lock is closed.
     *
     * @throws IOException saying who has it, if it is taken
     */
    DirectoryLock lock(Path directory) throws IOException;

    /** Opens a file that is there for reading and writing. */
    StorageFile open(Path file) throws IOException;

    /** Opens a file that is there for reading only. It stays readable when the file is deleted. */
    StorageFile openToRead(Path file) throws IOException;

    /** Makes a new file and opens it for reading and writing. */
    StorageFile create(Path file) throws IOException;

    /** Gives a file another name in the same folder, in one step. What had that name is gone. Open files stay open. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file that is there. Whoever has it open goes on reading it. */
    void delete(Path file) throws IOException;

    /** Returns when the folder's list of files is on disk. */
    void syncDirectory(Path directory) throws IOException;
}
