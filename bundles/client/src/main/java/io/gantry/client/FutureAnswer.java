package io.gantry.client;

import io.gantry.protocol.CommandAnswer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An answer as a stage, with a copy of its own. */
final class FutureAnswer implements AnswerListener {

    private final CompletableFuture<CommandAnswer> future = new CompletableFuture<>();

    CompletionStage<CommandAnswer> stage() {
        return future;
    }

    @Override
    public void answered(CommandAnswer answer) {
        future.complete(new CommandAnswer().copyFrom(answer));
    }

    @Override
    public void failed(CommandFailedException failure) {
        future.completeExceptionally(failure);
    }
}
