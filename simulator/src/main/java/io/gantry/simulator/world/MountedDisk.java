package io.gantry.simulator.world;

import io.gantry.journal.DirectoryLock;
import io.gantry.journal.Storage;
import io.gantry.journal.StorageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A disk as one process has it: once the process is dead, whatever its code still tries does not happen. */
final class MountedDisk implements Storage {

    private final Storage disk;
    private final BooleanSupplier isAlive;

    MountedDisk(Storage disk, BooleanSupplier isAlive) {
        this.disk = disk;
        this.isAlive = isAlive;
    }

    private Storage disk() {
        if (!isAlive.getAsBoolean()) {
            throw new CrashNow("a dead process uses its disk");
        }
        return disk;
    }

    @Override
    public void makeDirectory(Path directory, boolean sync) throws IOException {
        disk().makeDirectory(directory, sync);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk().list(directory);
    }

    @Override
    public DirectoryLock lock(Path directory) throws IOException {
        return disk().lock(directory);
    }

    @Override
    public StorageFile open(Path file) throws IOException {
        return disk().open(file);
    }

    @Override
    public StorageFile openToRead(Path file) throws IOException {
        return disk().openToRead(file);
    }

    @Override
    public StorageFile create(Path file) throws IOException {
        return disk().create(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk().rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk().delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        disk().syncDirectory(directory);
    }
}
