package io.gantry.client;

/**
 * Names a command in errors.
 *
 * @param symbol name of its symbol
 * @param symbolId number of its symbol
 * @param clientId who sent it
 * @param requestId his number for it
 */
record CommandId(String symbol, int symbolId, long clientId, long requestId) {}
