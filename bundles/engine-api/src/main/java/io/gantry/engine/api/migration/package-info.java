/**
 * The plugin's view: a strategy turns a request into a plan, and the engine executes plans.
 */
@Export
@Version("1.0.0")
package io.gantry.engine.api.migration;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
