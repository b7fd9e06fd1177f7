/**
 * {@code gantry journal}: looks into the logs of partitions that no worker has open. Nothing here changes a file.
 */
package io.gantry.cli.journal;
