/**
 * The log of a partition on disk.
 */
@Export
@Version("2.0.0")
package io.gantry.engine.api.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
