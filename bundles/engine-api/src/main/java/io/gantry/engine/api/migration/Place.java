package io.gantry.engine.api.migration;

/**
 * One end of a move.
 *
 * @param partition number
 * @param worker name of the worker that hosts it
 */
public record Place(int partition, String worker) {

    @Override
    public String toString() {
        return partition + " on " + worker;
    }
}
