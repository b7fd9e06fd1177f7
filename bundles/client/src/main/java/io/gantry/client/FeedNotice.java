package io.gantry.client;

import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;

/**
 * What became of a subscription at a worker.
 *
 * @param feed of what
 * @param state what
 * @param symbolId number of the symbol
 * @param nextEvent number of the event that comes next
 * @param location for MOVED: where the symbol is
 */
record FeedNotice(WireFeedKind feed, WireFeedState state, int symbolId, long nextEvent, Location location) {}
