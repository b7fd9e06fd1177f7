/**
 * A LOBSTER tape straight into order books, in this process: do they trade as the venue did, and do they agree?
 *
 * <p>The commands are those of {@code --flow lobster:FILE}; there is no cluster, no client and no journal between them and
 * the books.
 */
package io.gantry.cli.tape;
