package io.gantry.engine.api.migration;

/**
 * A strategy that can be asked for.
 *
 * @param name its name
 * @param ranking its {@code service.ranking}; of equal names the highest serves
 * @param bundle symbolic name of the bundle that brings it
 * @param version version of that bundle
 */
public record StrategyInfo(String name, int ranking, String bundle, String version) {}
