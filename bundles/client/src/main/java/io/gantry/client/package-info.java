/**
 * The Java client of Gantry: sends commands, follows symbols that move, reads events. Usable with and without OSGi; the module's
 * README shows how.
 *
 * <p>{@link io.gantry.client.GantryClient} is the way in. Behind it one I/O thread owns everything: a {@code Link} per worker, a
 * {@code SymbolLane} per symbol that keeps its commands in order, a {@code Feed} per subscription, and the {@code RouteBook}.
 */
@Export
@Version("1.0.0")
package io.gantry.client;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
