/**
 * What every component of a worker shares.
 */
@Export
@Version("1.1.0")
package io.gantry.engine.api.worker;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
