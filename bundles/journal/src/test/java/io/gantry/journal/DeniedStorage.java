package io.gantry.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/** A disk on which this user may do nothing. */
final class DeniedStorage implements Storage {

    @Override
    public void makeDirectory(Path directory, boolean sync) {
        // The folder is there, so there is nothing to be denied yet.
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        throw new AccessDeniedException(directory.toString());
    }

    @Override
    public DirectoryLock lock(Path directory) throws IOException {
        throw new AccessDeniedException(directory.toString());
    }

    @Override
    public StorageFile open(Path file) throws IOException {
        throw new AccessDeniedException(file.toString());
    }

    @Override
    public StorageFile create(Path file) throws IOException {
        throw new AccessDeniedException(file.toString());
    }

    @Override
    public StorageFile openToRead(Path file) throws IOException {
        throw new AccessDeniedException(file.toString());
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        throw new AccessDeniedException(from.toString());
    }

    @Override
    public void delete(Path file) throws IOException {
        throw new AccessDeniedException(file.toString());
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        throw new AccessDeniedException(directory.toString());
    }
}
