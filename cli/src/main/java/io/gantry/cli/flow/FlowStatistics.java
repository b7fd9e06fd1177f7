package io.gantry.cli.flow;

/**
 * What a flow is made of, known before its first command.
 *
 * @param spec the spec in full, with every default; opening it again gives the same flow
 * @param rows rows of the file; for a generated flow its commands
 * @param used rows that became commands
 * @param skippedUnknownOrder rows left out because they name an order that no row before them added
 * @param skippedNoEnd rows left out because they belong to an order whose end the file does not show
 * @param executionsOnTape used rows that are executions of a visible order, each with an {@link
 *     FlowCommand#expectedMaker()}
 */
public record FlowStatistics(
        String spec, long rows, long used, long skippedUnknownOrder, long skippedNoEnd, long executionsOnTape) {}
