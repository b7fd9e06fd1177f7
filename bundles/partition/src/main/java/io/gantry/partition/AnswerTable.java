package io.gantry.partition;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import java.util.Arrays;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * De-duplication of one symbol's commands, in the manner of RIFL (Lee et al., SOSP 2015): the answers are part of the
 * state that is logged, hashed and moved, so a retry gets its first answer wherever the symbol is by then.
 *
 * <p>Since a command is only taken when the one it follows was, each client's request ids are sequenced in rising order.
 */
final class AnswerTable {

    /** What is to be done with a command. */
    enum Verdict {
        /** Sequence it. */
        NEW,
        /** It was executed: give the stored answer. */
        REPEATED,
        /** The id was used for another command. */
        MISMATCH,
        /** The id is old and its answer is not kept. */
        STALE,
        /** An earlier command of this client has not been here yet. */
        OUT_OF_ORDER
    }

    /** With so few clients what is known of them is near anyway. */
    private static final int FEW = 32;

    private final Long2ObjectHashMap<ClientAnswers> clients = new Long2ObjectHashMap<>();

    /** The client that was asked for last, null if there is none: who is asked about is told of next. */
    private ClientAnswers recent;

    /** Keeps the compiler from leaving out reads whose result nobody needs. */
    private long touched;

    /** A command of this client comes soon: brings near what is known of him. Hot path. */
    void expect(long clientId) {
        if (clients.size() > FEW) {
            ClientAnswers client = clients.get(clientId);
            if (client != null) {
                touched ^= client.touch();
            }
        }
    }

    private ClientAnswers find(long clientId) {
        ClientAnswers known = recent;
        if (known == null || known.clientId() != clientId) {
            known = clients.get(clientId);
            recent = known;
        }
        return known;
    }

    /** Hot path. For {@link Verdict#REPEATED} the answer is filled. */
    Verdict check(OrderCommand command, CommandAnswer answer) {
        ClientAnswers client = find(command.clientId());
        long last = client == null ? 0 : client.lastRequestId();
        if (command.requestId() > last) {
            return command.follows() > last ? Verdict.OUT_OF_ORDER : Verdict.NEW;
        }
        long row = client == null ? -1 : client.find(command.requestId());
        if (row < 0) {
            return Verdict.STALE;
        }
        if (client.digest(row) != CommandCodec.digest(command)) {
            return Verdict.MISMATCH;
        }
        client.read(row, answer);
        return Verdict.REPEATED;
    }

    /** Keeps the answer to a command, and forgets those that its client does not need any more. */
    void add(OrderCommand command, CommandAnswer answer) {
        ClientAnswers client = client(command.clientId());
        client.forgetBelow(command.ackedBelow());
        client.add(answer, CommandCodec.digest(command));
    }

    /** A client's rows, made if there are none. */
    ClientAnswers client(long clientId) {
        ClientAnswers client = find(clientId);
        if (client == null) {
            client = new ClientAnswers(clientId);
            clients.put(clientId, client);
            recent = client;
        }
        return client;
    }

    int clients() {
        return clients.size();
    }

    /** Shows all clients by rising id. */
    void forEachClient(Consumer<ClientAnswers> visitor) {
        long[] ids = new long[clients.size()];
        int count = 0;
        Long2ObjectHashMap<ClientAnswers>.KeyIterator iterator =
                clients.keySet().iterator();
        while (iterator.hasNext()) {
            ids[count++] = iterator.nextLong();
        }
        Arrays.sort(ids);
        for (long id : ids) {
            visitor.accept(clients.get(id));
        }
    }

    /** Digest of all rows; does not depend on the order in which clients came. */
    long hash() {
        long hash = 0;
        for (ClientAnswers client : clients.values()) {
            hash += client.hash();
        }
        return hash;
    }
}
