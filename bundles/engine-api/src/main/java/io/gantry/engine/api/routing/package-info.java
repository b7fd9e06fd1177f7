/**
 * Symbol to partition to worker, as this worker knows it now.
 */
@Export
@Version("1.0.0")
package io.gantry.engine.api.routing;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
