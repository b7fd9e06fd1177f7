/**
 * Order flows: where the commands of a demonstration or a replay come from.
 *
 * <p>{@link io.gantry.cli.flow.FlowSpec} reads what a user types, {@link io.gantry.cli.flow.FlowSpec#open()} makes a
 * {@link io.gantry.cli.flow.Flow}, and a flow streams {@link io.gantry.cli.flow.FlowCommand}s: the same ones each time it
 * is iterated, on any machine. Two kinds are known.
 *
 * <p><b>generated</b> is a calibrated random flow over many symbols. It keeps a light book per symbol so that prices stay
 * around the touch and cancels hit orders that rest, and draws every figure from one seeded generator with integer or
 * {@code StrictMath} arithmetic. A share of its new orders is of the rarer kinds ({@code SpecialOrders}), and now and then
 * something happens to a whole symbol ({@code MarketEvents}).
 *
 * <p><b>lobster</b> is a LOBSTER message file, read as real order flow by the rules in {@link
 * io.gantry.cli.flow.LobsterTape}. What the file cannot show in full is left out and counted, never guessed.
 *
 * <p>Whatever is wrong with a spec or a file is a {@link io.gantry.cli.flow.FlowException} with one sentence for the user.
 */
package io.gantry.cli.flow;
