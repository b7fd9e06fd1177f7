/**
 * Who is there, who owns what, and how workers talk to each other.
 */
@Export
@Version("2.0.0")
package io.gantry.engine.api.cluster;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
