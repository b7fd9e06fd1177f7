/**
 * The check that believes nobody: given what clients sent, what they were answered, what the event feeds told and what
 * books the workers hold in the end, it replays the commands in the order that the events tell through the reference
 * book, and compares everything with everything.
 *
 * <p>{@link io.gantry.cli.check.Recording} takes the evidence down while a market trades, in a few dozen bytes per
 * command; {@link io.gantry.cli.check.RecordingCheck} judges it afterwards, symbol by symbol, and
 * {@link io.gantry.cli.check.CheckReport} is its verdict: one line per {@link io.gantry.cli.check.Rule}. Nothing here
 * knows the engine; only its messages and the rules of matching.
 */
package io.gantry.cli.check;
