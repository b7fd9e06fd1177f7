/**
 * What proves an order book, whoever wrote it. A book's module extends {@link io.gantry.tck.book.OrderBookScenarios},
 * {@link io.gantry.tck.book.OrderBookContract}, {@link io.gantry.tck.book.OrderBookImages},
 * {@link io.gantry.tck.book.OrderBookEquivalence} and {@link io.gantry.tck.book.OrderBookFuzz}, and gives each its factory. The
 * rules are those of {@code docs/order-semantics.md}.
 */
package io.gantry.tck.book;
