package io.gantry.orderbook;

import java.lang.ref.Cleaner;

/**
 * A piece of memory outside the heap that can grow, aligned to cache lines; freed when nobody knows it any more. The system
 * backs it with real memory as it is first touched, and moves a large one without copying.
 */
final class Block {

    private static final int LINE_BYTES = 64;
    private static final Cleaner CLEANER = Cleaner.create();

    private final Holding holding = new Holding();
    private long address;
    private long bytes;

    Block() {
        CLEANER.register(this, holding);
    }

    /** Where it begins; another place after {@link #resize}. */
    long address() {
        return address;
    }

    long bytes() {
        return bytes;
    }

    /** Makes it larger or smaller. What is new is not cleared. */
    void resize(long newBytes) {
        long offset = address - holding.raw;
        long raw = Memory.reallocate(holding.raw, newBytes + LINE_BYTES);
        holding.raw = raw;
        address = raw + LINE_BYTES - 1 & -LINE_BYTES;
        if (bytes != 0 && address - raw != offset) {
            Memory.move(raw + offset, address, Math.min(bytes, newBytes));
        }
        bytes = newBytes;
    }

    /** Gives the memory back now. */
    void free() {
        holding.run();
        address = 0;
        bytes = 0;
    }

    /** What the cleaner knows: not the block itself, which would never be freed then. */
    private static final class Holding implements Runnable {

        private long raw;

        @Override
        public void run() {
            Memory.free(raw);
            raw = 0;
        }
    }
}
