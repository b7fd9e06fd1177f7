package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The disk. */
public final class DiskStorage implements Storage {

    @Override
    public void makeDirectory(Path directory, boolean sync) throws IOException {
        List<Path> parents = new ArrayList<>();
        for (Path made = directory.toAbsolutePath(); made.getParent() != null; made = made.getParent()) {
            if (Files.exists(made)) {
                break;
            }
            parents.add(made.getParent());
        }
        Files.createDirectories(directory);
        if (sync) {
            for (Path parent : parents) {
                syncDirectory(parent);
            }
        }
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public DirectoryLock lock(Path directory) throws IOException {
        return LockFile.acquire(directory);
    }

    @Override
    public StorageFile open(Path file) throws IOException {
        return new DiskFile(file, FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public StorageFile openToRead(Path file) throws IOException {
        return new DiskFile(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    @Override
    public StorageFile create(Path file) throws IOException {
        try {
            return new DiskFile(
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw withRoomIn(file, 1, e);
        }
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The error as it is, or, if there are fewer than so many bytes left, as one of space. Java tells them apart by the text alone. */
    private static IOException withRoomIn(Path file, long bytes, IOException e) {
        String text = String.valueOf(e.getMessage());
        if (text.contains("No space left") || text.contains("quota exceeded")) {
            return new NoSpaceException(text, e);
        }
        try {
            boolean isFull =
                    Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < bytes;
            return isFull ? new NoSpaceException(text, e) : e;
        } catch (IOException unknown) {
            e.addSuppressed(unknown);
            return e;
        }
    }

    private record DiskFile(Path path, FileChannel channel) implements StorageFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            return channel.read(target, offset);
        }

        @Override
        public int write(ByteBuffer source, long offset) throws IOException {
            int length = source.remaining();
            try {
                return channel.write(source, offset);
            } catch (IOException e) {
                throw withRoomIn(path, length, e);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            // Without metadata a sync still covers a size that has changed: only times are left out.
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
