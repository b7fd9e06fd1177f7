package io.gantry.orderbook;

import org.agrona.UnsafeAccess;

/** Memory outside the heap, by raw address. Nothing is checked here: who calls asserts that an address is his. */
final class Memory {

    private Memory() {}

    static long getLong(long address) {
        return UnsafeAccess.UNSAFE.getLong(address);
    }

    static void putLong(long address, long value) {
        UnsafeAccess.UNSAFE.putLong(address, value);
    }

    static int getInt(long address) {
        return UnsafeAccess.UNSAFE.getInt(address);
    }

    static void putInt(long address, int value) {
        UnsafeAccess.UNSAFE.putInt(address, value);
    }

    static void clear(long address, long bytes) {
        UnsafeAccess.UNSAFE.setMemory(address, bytes, (byte) 0);
    }

    static void move(long from, long to, long bytes) {
        UnsafeAccess.UNSAFE.copyMemory(from, to, bytes);
    }

    /** Gives or takes memory; what was there is kept as far as it fits. What is new is not cleared. */
    static long reallocate(long address, long bytes) {
        return UnsafeAccess.UNSAFE.reallocateMemory(address, bytes);
    }

    static void free(long address) {
        UnsafeAccess.UNSAFE.freeMemory(address);
    }
}
