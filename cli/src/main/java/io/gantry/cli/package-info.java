/**
 * The command {@code gantry}. Each sub-command is a class of its own in one of the packages below; here is what all of them
 * share: the root command, exit statuses and the way errors are told.
 *
 * <p>Results go to the standard output. Progress and errors go to the standard error stream, an error as one sentence
 * after {@code gantry: }. Exit status 0: done, 1: failed, 2: the command line was wrong and nothing was done.
 */
package io.gantry.cli;
