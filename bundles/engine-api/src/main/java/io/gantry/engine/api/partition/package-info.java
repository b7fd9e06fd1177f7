/**
 * A worker's partitions: how commands enter, how answers and events leave, and how a symbol's book is carried out and in.
 */
@Export
@Version("3.0.0")
package io.gantry.engine.api.partition;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
