/** Reports that commands write as JSON files. */
package io.gantry.cli.report;
