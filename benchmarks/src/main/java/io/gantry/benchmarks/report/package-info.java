/** What the samples of all forks come to, as a table and as JSON. */
package io.gantry.benchmarks.report;
