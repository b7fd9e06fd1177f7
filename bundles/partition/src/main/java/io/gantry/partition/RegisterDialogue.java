package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.partition.ReplicaRegister.Outcome;
import io.gantry.partition.ReplicaRegister.Reading;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;

/** A lane's dialogue with the register: one question at a time, answered on the lane. A question that is not answered in time counts as unknown. */
final class RegisterDialogue {

    private static final int MAX_LATE_ANSWERS = 64;

    private final ReplicaRegister register;
    private final long patienceNanos;
    private final Queue<Runnable> answers = new ManyToOneConcurrentArrayQueue<>(MAX_LATE_ANSWERS);
    private Runnable whenNotAnswered = () -> {};
    private long question;
    private long askedNanos;
    private boolean isOpen;

    RegisterDialogue(ReplicaRegister register, long patienceNanos) {
        this.register = register;
        this.patienceNanos = patienceNanos;
    }

    /** Whether a question waits for its answer: no other may be asked. */
    boolean isOpen() {
        return isOpen;
    }

    void read(long nowNanos, Consumer<Reading> then) {
        long number = open(nowNanos, () -> then.accept(Reading.UNKNOWN));
        register.read(answer -> answers.offer(() -> close(number, () -> then.accept(answer))));
    }

    void compareAndSet(long nowNanos, Optional<PartitionOwner> expected, PartitionOwner next, Consumer<Outcome> then) {
        long number = open(nowNanos, () -> then.accept(Outcome.UNKNOWN));
        register.compareAndSet(expected, next, answer -> answers.offer(() -> close(number, () -> then.accept(answer))));
    }

    /** Hears answers. */
    int poll(long nowNanos) {
        int heard = 0;
        for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.run();
            heard++;
        }
        if (isOpen && nowNanos - askedNanos > patienceNanos) {
            close(question, whenNotAnswered);
        }
        return heard;
    }

    private long open(long nowNanos, Runnable otherwise) {
        if (isOpen) {
            throw new IllegalStateException("the register is asked already");
        }
        isOpen = true;
        askedNanos = nowNanos;
        whenNotAnswered = otherwise;
        return ++question;
    }

    private void close(long number, Runnable then) {
        if (isOpen && number == question) {
            isOpen = false;
            then.run();
        }
    }
}
