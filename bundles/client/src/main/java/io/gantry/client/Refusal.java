package io.gantry.client;

import io.gantry.protocol.Cause;

/**
 * A command did not happen at a worker.
 *
 * @param cause why
 * @param symbolId number of the symbol
 * @param requestId of the command
 * @param retryAfterMillis how long to wait, 0 if not said
 * @param location for MOVED: where the symbol is
 * @param detail for people, may be empty
 */
record Refusal(Cause cause, int symbolId, long requestId, int retryAfterMillis, Location location, String detail) {}
