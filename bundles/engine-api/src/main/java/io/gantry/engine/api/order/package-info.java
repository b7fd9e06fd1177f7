/**
 * Commands, and the words they are made of: sides, order types, reasons, instruments. Prices and quantities are {@code long}s in the instrument's smallest price unit and quantity unit.
 */
@Export
@Version("3.0.0")
package io.gantry.engine.api.order;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
