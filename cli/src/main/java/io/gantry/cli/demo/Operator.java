package io.gantry.cli.demo;

import io.gantry.cli.flow.FlowSymbol;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.partition.BookView;

/** What can be asked of a running cluster besides trading. Any thread; every method blocks until it is done. */
interface Operator {

    /**
     * Lists a symbol.
     *
     * @throws RunException with the cluster's own words if it refuses
     */
    void list(FlowSymbol symbol, int partition);

    /**
     * Finds out whether a move could begin, and changes nothing.
     *
     * @throws RunException with the cluster's own words if it could not
     */
    void planMove(String symbol, int targetPartition, String strategy);

    /**
     * Moves a symbol.
     *
     * @return how it ended, one way or the other
     * @throws RunException with the cluster's own words if it did not begin, or nobody can tell
     */
    MigrationReport move(String symbol, int targetPartition, String strategy);

    /** The book of a symbol as its owner shows it. */
    BookView book(String symbol);
}
