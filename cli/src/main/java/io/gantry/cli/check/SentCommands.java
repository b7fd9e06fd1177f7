package io.gantry.cli.check;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The commands of one symbol by client and request id, each with what came of it by the events and the reference book.
 * Columns of numbers: rows are in the order of sending.
 */
final class SentCommands {
    /** No such command. */
    static final int NONE = -1;

    private final int symbolId;
    private final int size;
    private final long[] codes;
    private final long[] clientIds;
    private final long[] requestIds;
    private final long[] orderIds;
    private final long[] accounts;
    private final long[] prices;
    private final long[] quantities;
    private final long[] expectedMakers;
    private final Map<Integer, OrderCommand> withRareFields = new HashMap<>();
    private final Map<Long, ClientRows> rowsByClient = new HashMap<>();

    private final long[] commandSequences;
    private final long[] resultCodes;
    private final long[] filled;
    private final long[] open;
    private final long[] firstEvents;
    private final long[] lastEvents;
    private final boolean[] ended;

    SentCommands(SymbolRecording recording) {
        symbolId = recording.instrument().symbolId();
        size = Math.toIntExact(recording.sentCommands());
        codes = new long[size];
        clientIds = new long[size];
        requestIds = new long[size];
        orderIds = new long[size];
        accounts = new long[size];
        prices = new long[size];
        quantities = new long[size];
        expectedMakers = new long[size];
        commandSequences = new long[size];
        resultCodes = new long[size];
        filled = new long[size];
        open = new long[size];
        firstEvents = new long[size];
        lastEvents = new long[size];
        ended = new boolean[size];
        load(recording.sentCursor());
    }

    private void load(FieldLog.Cursor sent) {
        for (int row = 0; row < size; row++) {
            sent.next();
            codes[row] = sent.field(0);
            clientIds[row] = sent.field(1);
            requestIds[row] = sent.field(2);
            orderIds[row] = sent.field(3);
            accounts[row] = sent.field(4);
            prices[row] = sent.field(5);
            quantities[row] = sent.field(6);
            expectedMakers[row] = sent.field(7);
            if (SymbolRecording.hasRareFields(sent)) {
                withRareFields.put(row, SymbolRecording.decode(sent, new OrderCommand()));
            }
            ClientRows rows = rowsByClient.computeIfAbsent(clientIds[row], client -> new ClientRows());
            if (rows.lastRequestId(this) >= requestIds[row]) {
                throw new IllegalArgumentException(describe(row) + " is recorded as sent after request "
                        + rows.lastRequestId(this) + " of the same client");
            }
            rows.add(row);
        }
    }

    int size() {
        return size;
    }

    /** Row of a client's request, or {@link #NONE}. */
    int find(long clientId, long requestId) {
        ClientRows rows = rowsByClient.get(clientId);
        return rows == null ? NONE : rows.find(requestId, this);
    }

    /** Fills a command as it was sent. */
    OrderCommand read(int row, OrderCommand command) {
        if (withRareFields.containsKey(row)) {
            command.copyFrom(withRareFields.get(row));
        } else {
            SymbolRecording.decodeCommon(
                    codes[row], orderIds[row], accounts[row], prices[row], quantities[row], command);
        }
        return command.symbolId(symbolId).clientId(clientIds[row]).requestId(requestIds[row]);
    }

    long clientId(int row) {
        return clientIds[row];
    }

    long expectedMaker(int row) {
        return expectedMakers[row];
    }

    /** Number of the command in its symbol, 0 while the events do not tell of it. */
    long commandSequence(int row) {
        return commandSequences[row];
    }

    boolean isSequenced(int row) {
        return commandSequences[row] != 0;
    }

    /** Notes what the reference book made of a command, and where the events tell of it. */
    void sequenced(int row, CommandAnswer expected) {
        commandSequences[row] = expected.commandSequence();
        resultCodes[row] =
                expected.status().ordinal() | (long) expected.reason().ordinal() << 8;
        filled[row] = expected.filledQuantity();
        open[row] = expected.openQuantity();
        firstEvents[row] = expected.firstEvent();
        lastEvents[row] = expected.lastEvent();
    }

    /** What is wrong with the answer to a sequenced command, empty if nothing. */
    String differences(int row, CommandAnswer answer) {
        Differences differences = new Differences();
        long codesAnswered = answer.status().ordinal() | (long) answer.reason().ordinal() << 8;
        if (codesAnswered != resultCodes[row]) {
            differences.add("result", answer.status() + " " + answer.reason(), "another");
        }
        return differences
                .compare("order", answer.orderId(), orderIds[row])
                .compare("command sequence", answer.commandSequence(), commandSequences[row])
                .compare("filled", answer.filledQuantity(), filled[row])
                .compare("open", answer.openQuantity(), open[row])
                .compare("first event", answer.firstEvent(), firstEvents[row])
                .compare("last event", answer.lastEvent(), lastEvents[row])
                .text();
    }

    /** Notes that a client was told how a command ended. */
    void ended(int row) {
        ended[row] = true;
    }

    boolean hasEnded(int row) {
        return ended[row];
    }

    String describe(int row) {
        return "client " + clientIds[row] + " request " + requestIds[row] + " ("
                + read(row, new OrderCommand()).kind() + " order " + orderIds[row] + ")";
    }

    /** The rows of one client, in the order of sending, which is that of their request ids. */
    private static final class ClientRows {
        private static final int FIRST_CAPACITY = 16;

        private int[] rows = new int[FIRST_CAPACITY];
        private int count;

        void add(int row) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, count * 2);
            }
            rows[count++] = row;
        }

        long lastRequestId(SentCommands commands) {
            return count == 0 ? 0 : commands.requestIds[rows[count - 1]];
        }

        int find(long requestId, SentCommands commands) {
            int low = 0;
            int high = count - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                long found = commands.requestIds[rows[middle]];
                if (found == requestId) {
                    return rows[middle];
                }
                if (found < requestId) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return NONE;
        }
    }
}
