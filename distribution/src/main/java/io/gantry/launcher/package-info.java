/**
 * Starts one worker: a Felix framework with the bundles of the installation and the configuration of the worker's home.
 *
 * <p>Two folders, never mixed. The <em>installation</em> ({@code bin bundles cli deploy etc lib}) is only read and serves
 * any number of workers. The <em>home</em> belongs to one worker: {@code etc} (its configuration), {@code deploy} (bundles
 * added while it runs), {@code data}, {@code log}, {@code run} (pid, shell socket) and {@code cache}, which is emptied at
 * each start, so that a worker always runs what the folders say and never what an earlier run remembered.
 *
 * <p>Bundles start in the order of {@link io.gantry.launcher.StartLevel}. Configurations are in place before the first
 * bundle of Gantry starts, so no component is ever activated with defaults first and with its configuration afterwards.
 */
package io.gantry.launcher;
