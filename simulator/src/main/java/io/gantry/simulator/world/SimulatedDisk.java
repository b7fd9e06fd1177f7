package io.gantry.simulator.world;

import io.gantry.journal.DirectoryLock;
import io.gantry.journal.NoSpaceException;
import io.gantry.journal.Storage;
import io.gantry.journal.StorageFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A worker's disk. What was synced survives a crash of the machine; what was written since may or may not, sector by sector; names of files that were
 * made, changed or deleted are as they were until their folder was synced, or a while longer.
 */
public final class SimulatedDisk implements Storage {

    private static final int SHORT_READS_PER_THOUSAND = 20;
    private static final int SHORT_WRITES_PER_THOUSAND = 20;

    /** Bits rot where more than this was synced behind them: damage at the very end looks like a torn tail. */
    private static final int SAFE_TAIL_BYTES = 2_048;

    private static final int LAST_GROUP_BYTES = 12 << 10;

    /** A file got, lost, or changed its name; of no file any more, of no name before. */
    private record NameChange(String folder, String from, String to, Inode inode) {}

    private final TreeMap<String, Inode> names = new TreeMap<>();
    private final TreeMap<String, Inode> syncedNames = new TreeMap<>();
    private final List<NameChange> nameChanges = new ArrayList<>();
    private final TreeSet<String> folders = new TreeSet<>();
    private final TreeSet<String> locks = new TreeSet<>();
    private final DiskFaults faults = new DiskFaults();
    private final Dice dice;
    private final Trace trace;
    private int powerCycles;
    private Runnable watcher = () -> {};

    public SimulatedDisk(Dice dice, Trace trace) {
        this.dice = dice;
        this.trace = trace;
    }

    /** What is to go wrong. */
    public DiskFaults faults() {
        return faults;
    }

    /** The disk as a process has it that begins now. */
    public Storage mount() {
        int cycle = powerCycles;
        return new MountedDisk(this, () -> cycle == powerCycles);
    }

    /** The process is gone, the machine is not: nothing is lost, but nothing is synced either. */
    public void processDied() {
        powerCycles++;
        locks.clear();
    }

    /**
     * The machine is gone, and comes back.
     *
     * @return whether something was lost
     */
    public boolean powerFailed() {
        processDied();
        int kept = dice.below(nameChanges.size() + 1);
        boolean isLossy = kept < nameChanges.size();
        for (int i = 0; i < kept; i++) {
            apply(syncedNames, nameChanges.get(i));
        }
        nameChanges.clear();
        names.clear();
        names.putAll(syncedNames);
        for (Inode inode : names.values()) {
            isLossy |= inode.crash(dice);
        }
        return isLossy;
    }

    /**
     * A disk with what would be on this one if the power failed now.
     *
     * @param isWorst nothing is kept that was not synced; else the dice say
     */
    public SimulatedDisk afterPowerFailure(Dice chances, boolean isWorst) {
        SimulatedDisk copy = new SimulatedDisk(chances, Trace.silent(new Schedule()));
        Map<Inode, Inode> copies = new IdentityHashMap<>();
        syncedNames.forEach((name, inode) -> copy.names.put(name, copies.computeIfAbsent(inode, Inode::copy)));
        int kept = isWorst ? 0 : chances.below(nameChanges.size() + 1);
        for (NameChange change : nameChanges.subList(0, kept)) {
            Inode inode = copies.computeIfAbsent(change.inode(), Inode::copy);
            apply(copy.names, new NameChange(change.folder(), change.from(), change.to(), inode));
        }
        for (Inode inode : copy.names.values()) {
            if (isWorst) {
                inode.lose();
            } else {
                inode.crash(chances);
            }
        }
        copy.syncedNames.putAll(copy.names);
        copy.folders.addAll(folders);
        return copy;
    }

    /** Whoever is told before each change, as it is about to happen. */
    public void watch(Runnable next) {
        watcher = next;
    }

    /** A bit flips in a file. */
    public void rot(Path file) {
        Inode inode = names.get(file.toString());
        inode.rot(dice.below(inode.syncedSize()), dice.below(Byte.SIZE));
    }

    /** The disk is replaced by an empty one. */
    public void wipe() {
        processDied();
        names.clear();
        syncedNames.clear();
        nameChanges.clear();
        folders.clear();
    }

    /**
     * A bit flips in something that was synced, well before its end.
     *
     * @return in which file, empty if there is nothing to rot
     */
    public String rot(boolean isOfSnapshot) {
        List<String> candidates = new ArrayList<>();
        for (Map.Entry<String, Inode> file : names.entrySet()) {
            if (file.getValue().isSynced() && mayRot(file.getKey()) > 0) {
                candidates.add(file.getKey());
            }
        }
        if (candidates.isEmpty()) {
            return "";
        }
        String name = candidates.stream()
                .filter(one -> isOfSnapshot && one.contains("/snapshot-"))
                .reduce((older, newer) -> newer)
                .orElseGet(() -> dice.oneOf(candidates));
        Inode inode = names.get(name);
        int offset = dice.below(mayRot(name));
        inode.rot(offset, dice.below(Byte.SIZE));
        return name + " at " + offset;
    }

    /** How much of a file may rot. What was written last to a log looks like a write that a power failure tore, so that is left out. */
    private int mayRot(String name) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        boolean isNewestLog = name.endsWith(".log")
                && names.keySet().stream()
                        .filter(other -> other.startsWith(folder) && other.endsWith(".log"))
                        .noneMatch(other -> other.compareTo(name) > 0);
        Inode inode = names.get(name);
        return isNewestLog ? inode.dataEnd() - LAST_GROUP_BYTES : inode.syncedSize() - SAFE_TAIL_BYTES;
    }

    @Override
    public void makeDirectory(Path directory, boolean sync) {
        folders.add(directory.toString());
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        requireFolder(directory);
        List<String> found = new ArrayList<>();
        for (String name : names.keySet()) {
            if (folder(Path.of(name)).equals(directory.toString())) {
                found.add(Path.of(name).getFileName().toString());
            }
        }
        return found;
    }

    @Override
    public DirectoryLock lock(Path directory) throws IOException {
        requireFolder(directory);
        String name = directory.toString();
        if (!locks.add(name)) {
            throw new IOException("folder " + name + " is locked already");
        }
        int cycle = powerCycles;
        return () -> {
            if (cycle == powerCycles) {
                locks.remove(name);
            }
        };
    }

    @Override
    public StorageFile open(Path file) throws IOException {
        return new OpenFile(inode(file), false);
    }

    @Override
    public StorageFile openToRead(Path file) throws IOException {
        return new OpenFile(inode(file), true);
    }

    @Override
    public StorageFile create(Path file) throws IOException {
        requireFolder(file.getParent());
        if (names.containsKey(file.toString())) {
            throw new FileAlreadyExistsException(file.toString());
        }
        change("create", file);
        if (faults.isFull()) {
            throw noSpace();
        }
        Inode inode = new Inode();
        rename(new NameChange(folder(file), "", file.toString(), inode));
        return new OpenFile(inode, false);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Inode inode = inode(from);
        change("rename", to);
        rename(new NameChange(folder(to), from.toString(), to.toString(), inode));
    }

    @Override
    public void delete(Path file) throws IOException {
        Inode inode = inode(file);
        change("delete", file);
        rename(new NameChange(folder(file), file.toString(), "", inode));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        requireFolder(directory);
        change("sync", directory);
        if (faults.takeSyncFailure()) {
            throw new IOException("folder " + directory + ": sync failed");
        }
        for (NameChange nameChange : nameChanges) {
            apply(syncedNames, nameChange);
        }
        nameChanges.clear();
    }

    private NoSpaceException noSpace() {
        faults.failed();
        return new NoSpaceException("no space left on the simulated disk", new IOException("full"));
    }

    private void rename(NameChange nameChange) {
        apply(names, nameChange);
        nameChanges.add(nameChange);
    }

    private static void apply(TreeMap<String, Inode> to, NameChange change) {
        if (!change.from().isEmpty()) {
            to.remove(change.from());
        }
        if (!change.to().isEmpty()) {
            to.put(change.to(), change.inode());
        }
    }

    private void change(String what, Path file) {
        trace.note("disk", what.hashCode(), file.hashCode(), () -> what + " " + file);
        changing();
    }

    private void changing() {
        watcher.run();
        faults.beforeChange();
    }

    private Inode inode(Path file) throws IOException {
        Inode inode = names.get(file.toString());
        if (inode == null) {
            throw new FileNotFoundException(file.toString());
        }
        return inode;
    }

    private void requireFolder(Path directory) throws IOException {
        if (!folders.contains(directory.toString())) {
            throw new FileNotFoundException(directory + ": no such folder");
        }
    }

    private static String folder(Path file) {
        return String.valueOf(file.getParent());
    }

    /** Of one process: of no use once that is dead. */
    private final class OpenFile implements StorageFile {

        private final Inode inode;
        private final boolean isReadOnly;
        private final int cycle = powerCycles;
        private boolean isClosed;

        OpenFile(Inode inode, boolean isReadOnly) {
            this.inode = inode;
            this.isReadOnly = isReadOnly;
        }

        @Override
        public long size() throws IOException {
            requireOpen();
            return inode.size();
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            requireOpen();
            int length = (int) Math.min(target.remaining(), inode.size() - offset);
            if (length <= 0) {
                return target.hasRemaining() ? -1 : 0;
            }
            if (length > 1 && dice.chance(SHORT_READS_PER_THOUSAND)) {
                length = 1 + dice.below(length);
            }
            return inode.read(target, (int) offset, length);
        }

        @Override
        public int write(ByteBuffer source, long offset) throws IOException {
            requireWritable();
            int length = source.remaining();
            if (length > 1 && dice.chance(SHORT_WRITES_PER_THOUSAND)) {
                length = 1 + dice.below(length - 1);
            }
            boolean isGrowing = offset + length > inode.size();
            if (isGrowing && faults.isFull()) {
                length = (int) Math.max(0, inode.size() - offset);
            }
            if (length > 0) {
                trace.note("write", offset, length);
                inode.write(source, (int) offset, length);
            }
            changing();
            if (isGrowing && faults.isFull()) {
                throw noSpace();
            }
            return length;
        }

        @Override
        public void truncate(long size) throws IOException {
            requireWritable();
            trace.note("truncate", size, inode.size());
            inode.truncate((int) size);
            changing();
        }

        @Override
        public void force() throws IOException {
            requireOpen();
            changing();
            if (faults.takeSyncFailure()) {
                inode.failSync();
                trace.note("sync failed", 0, 0);
                throw new IOException("sync failed on the simulated disk");
            }
            inode.sync();
        }

        @Override
        public void close() {
            isClosed = true;
        }

        private void requireOpen() throws IOException {
            if (isClosed) {
                throw new IOException("the file is closed");
            }
            if (cycle != powerCycles) {
                throw new CrashNow("a dead process uses its disk");
            }
        }

        private void requireWritable() throws IOException {
            requireOpen();
            if (isReadOnly) {
                throw new IOException("the file was opened for reading only");
            }
        }
    }
}
