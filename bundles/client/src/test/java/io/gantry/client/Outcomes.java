package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what became of commands. */
class Outcomes implements AnswerListener {

    final List<Long> sent = new CopyOnWriteArrayList<>();
    final List<Long> answered = new CopyOnWriteArrayList<>();
    final Map<Long, CommandFailedException> failed = new ConcurrentHashMap<>();

    @Override
    public void sending(OrderCommand command) {
        sent.add(command.requestId());
    }

    @Override
    public void answered(CommandAnswer answer) {
        answered.add(answer.requestId());
    }

    @Override
    public void failed(CommandFailedException failure) {
        failed.put(failure.requestId(), failure);
    }

    int done() {
        return answered.size() + failed.size();
    }
}
