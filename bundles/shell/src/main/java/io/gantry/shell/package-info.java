/**
 * What operators can ask a worker: the commands of the Gogo scope {@code gantry}, one component each, and the socket by which the command line reaches
 * them.
 *
 * <p>A command prints for people, or with {@code --json} one JSON document on one line whose keys stay. It ends with a status: 0 done, 1 not
 * done, 2 asked wrongly, 127 no such command.
 */
package io.gantry.shell;
