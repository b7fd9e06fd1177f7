package io.gantry.engine.api.cluster;

/**
 * How many workers keep the register. While {@code present} is below {@code wanted}, losing another worker may cost the register its
 * majority: do not stop one on purpose then.
 *
 * @param present how many keep it and are alive, as this worker sees it
 * @param wanted how many should
 */
public record RegisterKeepers(int present, int wanted) {

    /** A register in one process. */
    public static final RegisterKeepers ONE = new RegisterKeepers(1, 1);

    /** Such as {@code 2 of 3}. */
    @Override
    public String toString() {
        return present + " of " + wanted;
    }
}
