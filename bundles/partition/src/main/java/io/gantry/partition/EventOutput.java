package io.gantry.partition;

import io.gantry.protocol.BookEvent;

/** Where a symbol's events go. The event is valid during the call. */
@FunctionalInterface
interface EventOutput {
    void event(BookEvent event);
}
