/**
 * The flat order book: orders as records of 64 bytes outside the heap, linked by slot numbers.
 *
 * <p>Nothing here is exported: the container meets it as an {@code OrderBookFactory} service. As a library on a class path,
 * {@link io.gantry.orderbook.FlatOrderBookFactory} is the way in. Once a book has grown to its working size, commands
 * allocate nothing on the heap, but for mass cancels, the end of the day, and an uncrossing. A million resting orders take 81 bytes
 * each, all in; see the bundle's README.
 */
package io.gantry.orderbook;
