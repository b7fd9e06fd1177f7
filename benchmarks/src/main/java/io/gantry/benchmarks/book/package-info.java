/** Our book and exchange-core's behind one interface, each with command objects and loops of its own. */
package io.gantry.benchmarks.book;
