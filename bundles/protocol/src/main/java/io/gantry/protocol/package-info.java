/**
 * What goes over the wire, into journals and into images: the generated codecs of one SBE schema (package {@code sbe}), and the few
 * holders that code works with.
 */
@Export
@Version("2.0.0")
package io.gantry.protocol;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
