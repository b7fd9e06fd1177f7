/**
 * What an operator does: start and stop workers, look at them, list and move symbols. Workers are found through the folder
 * of their cluster; what they are asked goes to the shell of one of them as one line of Gogo.
 */
package io.gantry.cli.operate;
