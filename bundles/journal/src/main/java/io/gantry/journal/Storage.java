package io.gantry.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** All that the journal asks of a file system. {@link DiskStorage} is the real one. */
interface Storage {

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

    /** Makes a new file and opens it for reading and writing. */
    StorageFile create(Path file) throws IOException;

    /** Returns when the folder's list of files is on disk. */
    void syncDirectory(Path directory) throws IOException;
}
