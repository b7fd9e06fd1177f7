/**
 * Moves symbols between partitions while they trade.
 *
 * <p>A strategy, borrowed from its bundle for one call, turns a request into a plan; a plan is data. The worker that hosts the source
 * partition then claims the symbols in the register and carries the plan's steps out on one thread per migration. Each step knows its undo.
 *
 * <pre>
 *   ask ─▶ resolve ─▶ lock ─▶ plan ─▶ claim ─▶ gate ─▶ copy ─▶ verify ─▶ SWITCH ─▶ open ─▶ retire ─▶ COMMITTED
 *    │        │         │       │       │        │       │        │         │
 *    └────────┴─ refused┴───────┴───────┘        └───────┴────────┴─────────┴─▶ undo in reverse ─▶ ROLLED_BACK
 * </pre>
 *
 * <p>The switch is one compare-and-set from a table in which this migration still holds its claim. Before it, every failure rolls back and the source
 * trades on; after it, nothing rolls back. Where the register's answer was lost the migration is IN_DOUBT: the source stays gated, and the
 * register is asked until it says which it was. Before a source is opened again in that case, the claim is taken out of the register
 * first: after that change a switch that was merely late can no longer happen.
 *
 * <p>What may go wrong, and who puts it right:
 *
 * <ol>
 *   <li>A step fails or takes too long before the switch: the run undoes what was done.
 *   <li>The coordinator dies before the switch: its next incarnation finds the claim and takes it away ({@code ClaimSweeper}); the gate was never durable.
 *   <li>The coordinator dies after the switch: source and target read the register when they recover.
 *   <li>The target dies after the switch: it opens the symbol by itself, from the register and its journal.
 *   <li>The register does not answer: nothing changes hands, and the source stays as it was.
 * </ol>
 */
package io.gantry.migration;
