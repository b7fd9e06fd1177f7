package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk in memory that can lose power. Then of all that was not synced each sector of a write is kept or not, and each change of a folder's list,
 * as a random generator decides. Until it is started again every call fails. One thread.
 */
final class CrashingDisk implements Storage {
    private static final int SECTOR_BYTES = 512;

    private final Random random;

    /** What a process sees, and what is on disk: names and what they name. */
    private TreeMap<String, Content> names = new TreeMap<>();

    private TreeMap<String, Content> namesOnDisk = new TreeMap<>();
    private final List<NameChange> unsyncedNames = new ArrayList<>();
    private final Set<String> locked = new TreeSet<>();
    private int power;
    private boolean isOff;

    /** The power goes with this call, counted from now. */
    long callsUntilPowerFails = Long.MAX_VALUE;

    /** After so many more syncs of segments one fails. What it was to write is never on disk, and still shown. */
    long forcesUntilOneFails = Long.MAX_VALUE;

    /** Bytes that can be allocated before the disk is full. */
    long room = Long.MAX_VALUE;

    CrashingDisk(Random random) {
        this.random = random;
    }

    private interface NameChange {
        void apply(TreeMap<String, Content> names);
    }

    private static final class Content {
        private byte[] bytes = {};
        private byte[] bytesOnDisk = {};
        private final List<Change> unsynced = new ArrayList<>();
    }

    /** A write, or a cut if there are no bytes. */
    private record Change(long offset, byte[] bytes) {}

    boolean isOff() {
        return isOff;
    }

    /** The process dies; what it wrote stays, and its locks go. */
    void killProcess() {
        power++;
        isOff = false;
        callsUntilPowerFails = Long.MAX_VALUE;
        locked.clear();
    }

    /** The power goes, if it has not, and comes back. */
    void restartMachine() {
        killProcess();
        int keptPercent = new int[] {0, 50, 90, 100}[random.nextInt(4)];
        boolean isOrdered = random.nextBoolean();
        for (NameChange change : unsyncedNames) {
            if (random.nextInt(100) < keptPercent) {
                change.apply(namesOnDisk);
            } else if (isOrdered) {
                break;
            }
        }
        unsyncedNames.clear();
        names = new TreeMap<>(namesOnDisk);
        for (Content content : Set.copyOf(names.values())) {
            Set<Long> lostSectors = new HashSet<>();
            for (Change change : content.unsynced) {
                persist(content, change, random.nextInt(3) == 0 ? 100 : keptPercent, lostSectors);
            }
            content.unsynced.clear();
            content.bytes = content.bytesOnDisk.clone();
        }
    }

    /** A sector that lost a write has none of the later ones either. */
    private void persist(Content content, Change change, int keptPercent, Set<Long> lostSectors) {
        if (change.bytes.length == 0) {
            if (random.nextInt(100) < keptPercent) {
                content.bytesOnDisk = Arrays.copyOf(content.bytesOnDisk, (int) change.offset);
            }
            return;
        }
        for (int from = 0; from < change.bytes.length; ) {
            long offset = change.offset + from;
            int length = (int) Math.min(SECTOR_BYTES - offset % SECTOR_BYTES, change.bytes.length - from);
            if (lostSectors.contains(offset / SECTOR_BYTES) || random.nextInt(100) >= keptPercent) {
                lostSectors.add(offset / SECTOR_BYTES);
            } else {
                content.bytesOnDisk =
                        put(content.bytesOnDisk, Arrays.copyOfRange(change.bytes, from, from + length), offset);
            }
            from += length;
        }
    }

    private static byte[] put(byte[] target, byte[] bytes, long offset) {
        byte[] result = Arrays.copyOf(target, (int) Math.max(target.length, offset + bytes.length));
        System.arraycopy(bytes, 0, result, (int) offset, bytes.length);
        return result;
    }

    /** Files whose names begin so, in order. */
    List<String> files(String prefix) {
        return names.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    /** Flips a bit of a file, also on disk. */
    void damage(String name, int offset) {
        Content content = names.get(name);
        content.bytes[offset] ^= 4;
        content.bytesOnDisk = content.bytes.clone();
        content.unsynced.clear();
    }

    int size(String name) {
        return names.get(name).bytes.length;
    }

    private void call() throws IOException {
        if (--callsUntilPowerFails < 0) {
            isOff = true;
        }
        if (isOff) {
            throw new IOException("the power is gone");
        }
    }

    private void change(NameChange change) {
        change.apply(names);
        unsyncedNames.add(change);
    }

    @Override
    public void makeDirectory(Path directory, boolean sync) throws IOException {
        call();
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        call();
        return List.copyOf(names.keySet());
    }

    @Override
    public DirectoryLock lock(Path directory) throws IOException {
        call();
        if (!locked.add(directory.toString())) {
            throw new IOException(directory + " is locked");
        }
        int lockedWith = power;
        return () -> {
            if (lockedWith == power) {
                locked.remove(directory.toString());
            }
        };
    }

    @Override
    public StorageFile open(Path file) throws IOException {
        call();
        return new OpenFile(content(file), name(file), power);
    }

    @Override
    public StorageFile openToRead(Path file) throws IOException {
        return open(file);
    }

    private Content content(Path file) throws NoSuchFileException {
        Content content = names.get(name(file));
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return content;
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    @Override
    public StorageFile create(Path file) throws IOException {
        call();
        if (names.containsKey(name(file))) {
            throw new IOException(file + " is there");
        }
        Content content = new Content();
        change(all -> all.put(name(file), content));
        return new OpenFile(content, name(file), power);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call();
        Content content = content(from);
        change(all -> {
            all.remove(name(from), content);
            all.put(name(to), content);
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        call();
        Content content = content(file);
        room += room == Long.MAX_VALUE ? 0 : content.bytes.length;
        change(all -> all.remove(name(file), content));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        call();
        unsyncedNames.forEach(change -> change.apply(namesOnDisk));
        unsyncedNames.clear();
    }

    private final class OpenFile implements StorageFile {
        private final Content content;
        private final String name;
        private final int openedWith;

        OpenFile(Content content, String name, int openedWith) {
            this.content = content;
            this.name = name;
            this.openedWith = openedWith;
        }

        private void callFile() throws IOException {
            if (openedWith != power) {
                throw new IOException("opened by a process that is dead");
            }
            call();
        }

        @Override
        public long size() throws IOException {
            callFile();
            return content.bytes.length;
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            callFile();
            int length = (int) Math.min(target.remaining(), content.bytes.length - offset);
            if (length <= 0) {
                return -1;
            }
            target.put(content.bytes, (int) offset, length);
            return length;
        }

        @Override
        public int write(ByteBuffer source, long offset) throws IOException {
            callFile();
            long more = Math.max(0, offset + source.remaining() - content.bytes.length);
            if (more > room) {
                throw new NoSpaceException("no room for " + more + " bytes", null);
            }
            room -= room == Long.MAX_VALUE ? 0 : more;
            int length = 1 + random.nextInt(source.remaining()) | source.remaining() >> random.nextInt(2);
            byte[] bytes = new byte[Math.min(length, source.remaining())];
            source.get(bytes);
            content.bytes = put(content.bytes, bytes, offset);
            content.unsynced.add(new Change(offset, bytes));
            return bytes.length;
        }

        @Override
        public void truncate(long size) throws IOException {
            callFile();
            content.bytes = Arrays.copyOf(content.bytes, (int) size);
            content.unsynced.add(new Change(size, new byte[0]));
        }

        @Override
        public void force() throws IOException {
            callFile();
            if (name.endsWith(".log") && forcesUntilOneFails-- == 0) {
                forcesUntilOneFails = Long.MAX_VALUE;
                content.unsynced.clear();
                throw new IOException("Input/output error");
            }
            for (Change change : content.unsynced) {
                persist(content, change, 100, Set.of());
            }
            content.unsynced.clear();
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /** What a process sees, for a message. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Content> file : names.entrySet()) {
            text.append(file.getKey())
                    .append(' ')
                    .append(file.getValue().bytes.length)
                    .append("; ");
        }
        return text.toString();
    }
}
