package io.gantry.journal;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that becomes the next segment, filled with zeros ahead of time. One thread makes it, another takes it.
 *
 * <p>If there is no room for it, nothing is lost yet: the current segment has its room. So it is tried again now and then; what is
 * appended behind the current segment waits, and once that is full, {@code append} pushes back. Any other error is told to the one
 * who comes to take it.
 */
final class SpareSegment {
    private static final Logger LOG = LoggerFactory.getLogger(SpareSegment.class);

    /** After no room was found, so many times of being asked to work pass; some hundred milliseconds by a thread. */
    private static final int ROUNDS_BETWEEN_TRIES = 10;

    /** Syncing now and then keeps the disk's queue short for those who sync the log. */
    private static final int BYTES_BETWEEN_SYNCS = 4 << 20;

    private enum State {
        /** Nobody needs one. */
        NONE,
        WANTED,
        /** Wanted, but there is no room now. */
        BLOCKED,
        READY,
        FAILED
    }

    private final LogFolder folder;
    private final Runnable onChange;
    private volatile State state = State.NONE;
    private Optional<StorageFile> file = Optional.empty();
    private IOException failure = new IOException("none");
    private long filled;
    private int roundsToWait;

    /** @param onChange called when there is one to take, and when there cannot be one, by the making thread */
    SpareSegment(LogFolder folder, Runnable onChange) {
        this.folder = folder;
        this.onChange = onChange;
    }

    /** Asks for one; answers whether that is news to the making thread. Taking thread. */
    boolean want() {
        if (state != State.NONE) {
            return false;
        }
        state = State.WANTED;
        return true;
    }

    /** Whether there is no room for one. Any thread. */
    boolean isBlocked() {
        return state == State.BLOCKED;
    }

    /**
     * The file, if it is ready; it lies at {@link LogFolder#SPARE_NAME}. Taking thread.
     *
     * @throws IOException if it cannot be made, for another reason than that there is no room
     */
    Optional<StorageFile> take() throws IOException {
        State seen = state;
        if (seen == State.FAILED) {
            throw new IOException("the next segment cannot be made: " + failure.getMessage(), failure);
        }
        if (seen != State.READY) {
            return Optional.empty();
        }
        Optional<StorageFile> taken = file;
        file = Optional.empty();
        state = State.NONE;
        return taken;
    }

    /** Does some of the making; answers whether there was something to do. Making thread. */
    boolean work() {
        if (state == State.BLOCKED) {
            if (roundsToWait-- > 0) {
                return false;
            }
        } else if (state != State.WANTED) {
            return false;
        }
        try {
            make();
            return true;
        } catch (NoSpaceException e) {
            block(e);
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(new IOException(e.toString(), e));
        }
        return false;
    }

    private void fail(IOException cause) {
        dropFile();
        failure = cause;
        state = State.FAILED;
        onChange.run();
    }

    private void make() throws IOException {
        if (file.isEmpty()) {
            file = Optional.of(folder.storage().create(folder.path(LogFolder.SPARE_NAME)));
            filled = 0;
        }
        filled = Zeros.fillSome(file.get(), filled, folder.settings().segmentBytes());
        boolean isWhole = filled == folder.settings().segmentBytes();
        if (folder.isSynced() && (isWhole || filled % BYTES_BETWEEN_SYNCS == 0)) {
            file.get().force();
        }
        if (!isWhole) {
            return;
        }
        if (state == State.BLOCKED) {
            LOG.info("journal {}: there is room for the next segment again", folder.directory());
        }
        state = State.READY;
        onChange.run();
    }

    private void block(NoSpaceException e) {
        dropFile();
        roundsToWait = ROUNDS_BETWEEN_TRIES;
        if (state != State.BLOCKED) {
            state = State.BLOCKED;
            LOG.warn(
                    "journal {}: there is no room for the next segment of {} bytes: {}. Free space on its disk; nothing is lost,"
                            + " but commands are pushed back once the current segment is full. Trying again now and then",
                    folder.directory(),
                    folder.settings().segmentBytes(),
                    e.getMessage());
            onChange.run();
        }
    }

    /** Has the next call of {@link #work} try, if there was no room. Making thread. */
    void tryAtOnce() {
        roundsToWait = 0;
    }

    /** Forgets what was made. When nobody uses it any more. */
    void close() {
        dropFile();
    }

    private void dropFile() {
        if (file.isEmpty()) {
            return;
        }
        try {
            file.get().close();
            folder.storage().delete(folder.path(LogFolder.SPARE_NAME));
        } catch (IOException e) {
            LOG.warn("journal {}: {} could not be removed", folder.directory(), LogFolder.SPARE_NAME, e);
        }
        file = Optional.empty();
    }
}
