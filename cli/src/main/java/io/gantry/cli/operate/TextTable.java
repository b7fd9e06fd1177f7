package io.gantry.cli.operate;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns: figures to the right, words to the left. */
final class TextTable {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    TextTable(List<String> heads) {
        rows.add(List.copyOf(heads));
    }

    /** @param cells as many as there are heads */
    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** All rows, each with its line end and nothing blank before it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(column == 0 ? "" : GAP).append(padded(row.get(column), column));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private String padded(String cell, int column) {
        int width =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        String space = " ".repeat(width - cell.length());
        return isFigures(column) ? space + cell : cell + space;
    }

    private boolean isFigures(int column) {
        return rows.stream().skip(1).allMatch(row -> row.get(column).matches("[0-9]+|-"));
    }
}
