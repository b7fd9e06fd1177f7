/**
 * The order book: what a partition feeds with sequenced commands, and what anybody may replace by a better one.
 */
@Export
@Version("3.0.0")
package io.gantry.engine.api.book;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
