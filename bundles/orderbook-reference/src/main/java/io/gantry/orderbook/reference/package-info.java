/**
 * The reference order book: {@code docs/order-semantics.md} as code, for others to be compared with.
 *
 * <p>Nothing here is exported: the container meets it as an {@code OrderBookFactory} service. As a library on a class
 * path, {@link io.gantry.orderbook.reference.ReferenceOrderBookFactory} is the way in.
 */
package io.gantry.orderbook.reference;
