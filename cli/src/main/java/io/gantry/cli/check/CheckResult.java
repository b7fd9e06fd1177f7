package io.gantry.cli.check;

/**
 * How one check ended.
 *
 * @param name of the check
 * @param passed whether all was well
 * @param detail what was looked at; of a failed check how often it failed, and the first example
 */
public record CheckResult(String name, boolean passed, String detail) {}
