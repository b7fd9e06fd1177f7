package io.gantry.hazelcast.membership;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.RegisterKeepers;
import io.gantry.protocol.ProtocolException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The register: one table, kept as bytes in one linearizable cell. No call waits longer than the limit. Thread-safe. */
final class CpRegister implements OwnerRegister {

    private static final Logger LOG = LoggerFactory.getLogger(CpRegister.class);

    private final RegisterCell cell;
    private final long limitMillis;
    private volatile Known known = Known.NOTHING;
    private volatile RegisterKeepers keepers = new RegisterKeepers(0, 0);

    CpRegister(RegisterCell cell, long limitMillis) {
        this.cell = cell;
        this.limitMillis = limitMillis;
    }

    @Override
    public RegisterKeepers keepers() {
        return keepers;
    }

    /** The group was looked at. */
    void kept(RegisterKeepers by) {
        keepers = by;
    }

    @Override
    public OwnerTable read() {
        String what = "read the register";
        requireOpen(what);
        Optional<byte[]> bytes = await(cell::get, what, false);
        return bytes.isEmpty() ? OwnerTable.EMPTY : decode(bytes.get());
    }

    @Override
    public boolean compareAndSet(OwnerTable expected, OwnerTable next) {
        if (next.version() <= expected.version()) {
            throw new IllegalArgumentException(
                    "register version must rise, from " + expected.version() + " to " + next.version());
        }
        String what = "change the register from version " + expected.version() + " to " + next.version();
        requireOpen(what);
        Optional<byte[]> expectedBytes =
                expected.equals(OwnerTable.EMPTY) ? Optional.empty() : Optional.of(encode(expected, what));
        byte[] nextBytes = encode(next, what);
        boolean replaced = await(() -> cell.compareAndSet(expectedBytes, nextBytes), what, true);
        if (replaced) {
            known = new Known(next, nextBytes);
        }
        return replaced;
    }

    /**
     * As the interface says, and settles a doubtful write by reading: if the table read is the one written, it was applied; if not, the
     * change runs again on what was read, and what was in flight can no longer be applied once that has won.
     */
    @Override
    public OwnerTable update(UnaryOperator<OwnerTable> change) {
        while (true) {
            OwnerTable current = read();
            OwnerTable next = change.apply(current);
            if (next == current) {
                return next;
            }
            try {
                if (compareAndSet(current, next)) {
                    return next;
                }
            } catch (RegisterException failure) {
                if (!failure.isInDoubt()) {
                    throw failure;
                }
                LOG.warn("{}; reading to find out", failure.getMessage());
                if (isApplied(next, failure)) {
                    return next;
                }
            }
        }
    }

    private boolean isApplied(OwnerTable next, RegisterException doubt) {
        try {
            return read().equals(next);
        } catch (RegisterException unreadable) {
            doubt.addSuppressed(unreadable);
            throw doubt;
        }
    }

    private void requireOpen(String what) {
        if (!cell.isOpen()) {
            throw new RegisterException("cannot " + what + ": this worker has left the cluster", false, null);
        }
    }

    private OwnerTable decode(byte[] bytes) {
        Known last = known;
        if (Arrays.equals(bytes, last.bytes)) {
            return last.table;
        }
        try {
            OwnerTable table = OwnerTableCodec.decode(bytes);
            known = new Known(table, bytes);
            return table;
        } catch (ProtocolException broken) {
            throw new RegisterException(
                    "the register holds what this version cannot read: " + broken.getMessage(), false, broken);
        }
    }

    /** The very bytes that were read, if it is that table: so a table that another version wrote can be expected all the same. */
    private byte[] encode(OwnerTable table, String what) {
        Known last = known;
        if (last.table.equals(table)) {
            return last.bytes;
        }
        try {
            return OwnerTableCodec.encode(table);
        } catch (IllegalArgumentException tooLarge) {
            throw new RegisterException("cannot " + what + ": " + tooLarge.getMessage(), false, tooLarge);
        }
    }

    private <T> T await(Call<T> call, String what, boolean isWrite) {
        try {
            return call.start().get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failed("interrupted", what, isWrite, interrupted);
        } catch (TimeoutException late) {
            throw failed("no answer within " + limitMillis + " ms", what, isWrite, late);
        } catch (ExecutionException failure) {
            throw failed(String.valueOf(failure.getCause()), what, isWrite, failure.getCause());
        } catch (RuntimeException failure) {
            throw failed(failure.toString(), what, isWrite, failure);
        }
    }

    private static RegisterException failed(String why, String what, boolean isWrite, Throwable cause) {
        String doubt = isWrite ? "; it may have been applied" : "";
        return new RegisterException("cannot " + what + ": " + why + doubt, isWrite, cause);
    }

    @FunctionalInterface
    private interface Call<T> {
        CompletableFuture<T> start();
    }

    private static final class Known {

        static final Known NOTHING = new Known(OwnerTable.EMPTY, new byte[0]);

        private final OwnerTable table;
        private final byte[] bytes;

        Known(OwnerTable table, byte[] bytes) {
            this.table = table;
            this.bytes = bytes;
        }
    }
}
