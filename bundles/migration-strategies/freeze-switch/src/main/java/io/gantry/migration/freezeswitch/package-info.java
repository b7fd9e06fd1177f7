/**
 * Freeze, sync, switch: the symbol stands still while its whole book is copied. The plainest move there is, and the one that
 * others are compared with (SEMANTICS 2, S1).
 */
package io.gantry.migration.freezeswitch;
