package io.gantry.itests;

import io.gantry.client.AnswerListener;
import io.gantry.client.CommandFailedException;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import java.util.concurrent.CompletableFuture;

/** Hands on what became of a command, and keeps it. */
final class TwiceHeard implements AnswerListener {

    private final AnswerListener first;
    private final CompletableFuture<CommandAnswer> answer = new CompletableFuture<>();

    TwiceHeard(AnswerListener first) {
        this.first = first;
    }

    CompletableFuture<CommandAnswer> answer() {
        return answer;
    }

    @Override
    public void sending(OrderCommand command) {
        first.sending(command);
    }

    @Override
    public void answered(CommandAnswer told) {
        first.answered(told);
        answer.complete(new CommandAnswer().copyFrom(told));
    }

    @Override
    public void failed(CommandFailedException failure) {
        first.failed(failure);
        answer.completeExceptionally(failure);
    }
}
