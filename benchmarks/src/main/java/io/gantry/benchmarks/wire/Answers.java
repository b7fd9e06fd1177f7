package io.gantry.benchmarks.wire;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.load.AnswerLog;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.GoodbyeDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import org.agrona.DirectBuffer;

/** Messages from a worker or partition, noted in an {@link AnswerLog}. One thread. */
public final class Answers {
    private final AnswerLog log;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandAnswer answer = new CommandAnswer();

    public Answers(AnswerLog log) {
        this.log = log;
    }

    /**
     * Takes a message; one that is no answer is passed over.
     *
     * @throws BenchException if a command was not executed: the load is made so that none should be turned away
     */
    public void message(DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case CommandAnswerMessageDecoder.TEMPLATE_ID -> {
                answer.decode(buffer, offset);
                log.answered(
                        FlowCommands.request(answer.requestId()),
                        answer.status() == AnswerStatus.EXECUTED,
                        answer.filledQuantity());
            }
            case NotExecutedDecoder.TEMPLATE_ID -> throw notExecuted(buffer, offset);
            case GoodbyeDecoder.TEMPLATE_ID -> throw goodbye(buffer, offset);
            default -> {
                // a greeting, or routes
            }
        }
    }

    private BenchException notExecuted(DirectBuffer buffer, int offset) {
        NotExecutedDecoder decoder = new NotExecutedDecoder().wrapAndApplyHeader(buffer, offset, header);
        String what = "request " + decoder.requestId() + " of symbol " + decoder.symbolId();
        String cause = decoder.cause() + ", partition " + decoder.partition() + " epoch " + decoder.epoch();
        decoder.skipHost();
        return new BenchException(what + " was not executed: " + cause + " " + decoder.detail());
    }

    private BenchException goodbye(DirectBuffer buffer, int offset) {
        GoodbyeDecoder decoder = new GoodbyeDecoder().wrapAndApplyHeader(buffer, offset, header);
        return new BenchException("the worker ended the connection: " + decoder.reason());
    }
}
