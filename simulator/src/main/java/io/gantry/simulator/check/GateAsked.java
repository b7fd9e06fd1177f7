package io.gantry.simulator.check;

/**
 * A gate that somebody asked a primary for.
 *
 * @param worker of the primary
 * @param partition that it leads
 * @param epoch in which it leads it; with it, the gate ends
 * @param symbolId what is to be held
 * @param migrationId who asked
 */
public record GateAsked(String worker, int partition, long epoch, int symbolId, String migrationId) {

    @Override
    public String toString() {
        return "the gate of " + migrationId + " before symbol number " + symbolId + " at " + worker + ", partition "
                + partition + ", epoch " + epoch;
    }
}
