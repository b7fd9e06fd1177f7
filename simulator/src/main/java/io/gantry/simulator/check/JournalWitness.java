package io.gantry.simulator.check;

import io.gantry.simulator.world.Violation;
import java.util.function.Supplier;

/** What recorded journals ask of the referee. */
interface JournalWitness {

    /** What all replicas of the partition have agreed on. */
    CommittedLog committed();

    /** The replica of the log tells where it is at this moment. */
    void report(ReplicaTrack track);

    /** The replica's log has changed. */
    void changed(ReplicaTrack track);

    /** Something was done that is counted. */
    void count(String what);

    /** A rule is broken: remembered, whatever becomes of the exception. */
    Violation violation(String rule, String what);

    /** Carries out a check; a violation is remembered, whatever becomes of the exception. */
    <T> T guarded(Supplier<T> check);
}
