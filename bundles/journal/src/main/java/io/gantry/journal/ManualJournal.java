package io.gantry.journal;

import io.gantry.engine.api.journal.Journal;

/**
 * A journal without threads of its own: whoever opened it has it work, on the thread that appends. For simulations. {@link #cut} and
 * {@link #close} do all that has to be done before they return.
 */
public interface ManualJournal extends Journal {

    /**
     * Does a bounded amount of what threads would do: one group written and synced, one piece of a snapshot, one of the next segment.
     *
     * @return how many of these had something to do; 0 once there is nothing left until something is appended or added
     */
    int doWork();
}
