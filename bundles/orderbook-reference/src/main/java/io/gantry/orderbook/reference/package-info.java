/**
 * The plain order book, kept as the reference that others are compared with.
 *
 * <p>Nothing here is exported: the container meets it as an {@code OrderBookFactory} service. As a library on a class
 * path, {@link io.gantry.orderbook.reference.PlainOrderBookFactory} is the way in.
 */
package io.gantry.orderbook.reference;
