/** {@code gantry simulate}: clusters in one thread, under a seed. */
package io.gantry.cli.simulate;
