package io.gantry.simulator.check;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.simulator.world.Violation;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** What leaves workers for clients: answers and events must be those of commands that are committed, byte for byte; refusals must be true. */
final class GivenOut {

    /** As many answers are kept for a client and symbol, whatever it acknowledged. */
    private static final int ANSWER_WINDOW = 1024;

    private final ReferenceRun run;
    private final RequestHistory requests;

    GivenOut(ReferenceRun run, RequestHistory requests) {
        this.run = run;
        this.requests = requests;
    }

    /** I3 and I4: an answer. */
    void answer(String worker, byte[] message) {
        CommandAnswer answer = new CommandAnswer().decode(new UnsafeBuffer(message), 0);
        ModelAnswers.Sequenced sequenced =
                run.symbol(answer.symbolId()).answers().find(answer.clientId(), answer.requestId());
        if (sequenced == null) {
            throw new Violation("I3", worker + " answers what is not committed: " + answer);
        }
        if (!Arrays.equals(message, sequenced.answer())) {
            CommandAnswer due = new CommandAnswer().decode(new UnsafeBuffer(sequenced.answer()), 0);
            throw new Violation("I4", worker + " answers " + answer + ", where the answer is " + due);
        }
    }

    /** I6: an event. */
    void event(String worker, byte[] message) {
        BookEvent event = new BookEvent().decode(new UnsafeBuffer(message), 0);
        byte[] due = run.symbol(event.symbolId()).event(event.eventSequence());
        if (due == null) {
            throw new Violation("I6", worker + " tells an event of what is not committed: " + event);
        }
        if (!Arrays.equals(message, due)) {
            throw new Violation(
                    "I6",
                    worker + " tells " + event + ", where the event is "
                            + new BookEvent().decode(new UnsafeBuffer(due), 0));
        }
    }

    /** I11 and I4: a refusal. */
    void refusal(String worker, long connection, NotExecutedDecoder refusal) {
        Cause cause = WireEnums.CAUSE.api(refusal.cause());
        int symbolId = refusal.symbolId();
        if (!run.isListed(symbolId)) {
            return;
        }
        ModelAnswers.Sequenced sequenced = run.symbol(symbolId).answers().find(refusal.clientId(), refusal.requestId());
        requests.refused(connection, refusal.clientId(), refusal.requestId(), cause, sequenced);
        if (cause == Cause.STALE_REQUEST && sequenced != null) {
            requireStale(worker, symbolId, sequenced);
        }
    }

    private void requireStale(String worker, int symbolId, ModelAnswers.Sequenced sequenced) {
        long clientId = sequenced.command().clientId();
        long requestId = sequenced.command().requestId();
        boolean isAcknowledged = requestId < requests.ackedBelow(clientId, symbolId);
        long newer = run.symbol(symbolId).answers().countAbove(clientId, requestId);
        if (!isAcknowledged && newer < ANSWER_WINDOW) {
            throw new Violation(
                    "I4",
                    worker + " calls request " + requestId + " of client " + clientId
                            + " stale, whose answer it has to keep: " + sequenced.command());
        }
    }
}
