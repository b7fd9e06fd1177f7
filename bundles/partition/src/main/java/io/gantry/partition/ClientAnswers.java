package io.gantry.partition;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.CommandAnswer;

/**
 * The newest answers to one client about one symbol, for retries. Requests of a client are sequenced in rising order, so the
 * rows are sorted by request id and the newest {@link #WINDOW} are kept in a ring that grows with use.
 *
 * <p>Hot path: allocates only while the ring grows to its full size.
 */
final class ClientAnswers {

    /** How many answers are kept. A client must not have more commands than this in flight for one symbol. */
    static final int WINDOW = 1024;

    private static final int REQUEST = 0;
    private static final int DIGEST = 1;
    private static final int CODES = 2;
    private static final int ORDER = 3;
    private static final int COMMAND = 4;
    private static final int FILLED = 5;
    private static final int OPEN = 6;
    private static final int FIRST_EVENT = 7;
    private static final int LAST_EVENT = 8;
    private static final int COLUMNS = 9;
    private static final int FIRST_ROWS = 16;
    private static final AnswerStatus[] STATUSES = AnswerStatus.values();
    private static final RejectReason[] REASONS = RejectReason.values();

    private final long clientId;
    private long[] rows = new long[FIRST_ROWS * COLUMNS];
    private int capacity = FIRST_ROWS;
    private long begin;
    private long end;
    private long lastRequestId;

    ClientAnswers(long clientId) {
        this.clientId = clientId;
    }

    long clientId() {
        return clientId;
    }

    int size() {
        return (int) (end - begin);
    }

    /** The newest request id, 0 if there is none. Kept for ever, whatever is forgotten of the answers. */
    long lastRequestId() {
        return lastRequestId;
    }

    /** Takes over the newest request id from an image, behind its answers. */
    void restore(long newestRequestId) {
        if (newestRequestId < lastRequestId) {
            throw new IllegalStateException("client " + clientId + ": newest request " + newestRequestId
                    + " with an answer to request " + lastRequestId);
        }
        lastRequestId = newestRequestId;
    }

    /** Forgets the answers to requests below this one: the client has them. */
    void forgetBelow(long requestId) {
        while (begin < end && rows[at(begin) + REQUEST] < requestId) {
            begin++;
        }
    }

    /** Row of a request id, or -1. */
    long find(long requestId) {
        long low = begin;
        long high = end - 1;
        while (low <= high) {
            long middle = (low + high) >>> 1;
            long found = rows[at(middle) + REQUEST];
            if (found == requestId) {
                return middle;
            }
            if (found < requestId) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    /** Oldest row kept; rows up to {@link #endRow()} exclusive follow. */
    long beginRow() {
        return begin;
    }

    long endRow() {
        return end;
    }

    long digest(long row) {
        return rows[at(row) + DIGEST];
    }

    /** Fills the answer of a row, except for the symbol. */
    void read(long row, CommandAnswer answer) {
        int at = at(row);
        answer.clientId(clientId)
                .requestId(rows[at + REQUEST])
                .status(STATUSES[(int) (rows[at + CODES] & 0xff)])
                .reason(REASONS[(int) (rows[at + CODES] >>> 8)])
                .orderId(rows[at + ORDER])
                .commandSequence(rows[at + COMMAND])
                .filledQuantity(rows[at + FILLED])
                .openQuantity(rows[at + OPEN])
                .firstEvent(rows[at + FIRST_EVENT])
                .lastEvent(rows[at + LAST_EVENT]);
    }

    /** Keeps an answer; its request id is above all before it. */
    void add(CommandAnswer answer, long digest) {
        if (answer.requestId() <= lastRequestId) {
            throw new IllegalStateException(
                    "client " + clientId + ": request " + answer.requestId() + " after " + lastRequestId);
        }
        lastRequestId = answer.requestId();
        makeRoom();
        int at = at(end++);
        rows[at + REQUEST] = answer.requestId();
        rows[at + DIGEST] = digest;
        rows[at + CODES] = answer.status().ordinal() | (long) answer.reason().ordinal() << 8;
        rows[at + ORDER] = answer.orderId();
        rows[at + COMMAND] = answer.commandSequence();
        rows[at + FILLED] = answer.filledQuantity();
        rows[at + OPEN] = answer.openQuantity();
        rows[at + FIRST_EVENT] = answer.firstEvent();
        rows[at + LAST_EVENT] = answer.lastEvent();
    }

    /** Reads what the next command will ask for, so that it is near by then: the oldest rows, and where the new one will be. */
    long touch() {
        int next = at(end);
        return rows[at(begin)] ^ rows[at(begin + 1)] ^ rows[next] ^ rows[next + LAST_EVENT];
    }

    /** Digest of all rows. */
    long hash() {
        long hash = BookHash.mix(BookHash.mix(0x616e7377657273L, clientId), lastRequestId);
        for (long row = begin; row < end; row++) {
            int at = at(row);
            for (int column = 0; column < COLUMNS; column++) {
                hash = BookHash.mix(hash, rows[at + column]);
            }
        }
        return hash;
    }

    private void makeRoom() {
        if (size() < capacity) {
            return;
        }
        if (capacity == WINDOW) {
            begin++;
            return;
        }
        long[] larger = new long[capacity * 2 * COLUMNS];
        for (long row = begin; row < end; row++) {
            System.arraycopy(rows, at(row), larger, (int) (row & (capacity * 2L - 1)) * COLUMNS, COLUMNS);
        }
        rows = larger;
        capacity *= 2;
    }

    private int at(long row) {
        return (int) (row & (capacity - 1)) * COLUMNS;
    }
}
