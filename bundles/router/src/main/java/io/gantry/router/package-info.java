/**
 * Where a symbol's commands go: the routes of this worker, the listing of symbols, and the register, routes and locks of a worker on its own.
 */
package io.gantry.router;
