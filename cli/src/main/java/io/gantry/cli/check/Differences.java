package io.gantry.cli.check;

/** Says in words which figures are not as they should be. */
final class Differences {
    private final StringBuilder text = new StringBuilder();

    Differences compare(String field, long actual, long expected) {
        return actual == expected ? this : add(field, Long.toString(actual), Long.toString(expected));
    }

    Differences compare(String field, Object actual, Object expected) {
        return actual.equals(expected) ? this : add(field, actual.toString(), expected.toString());
    }

    Differences add(String field, String actual, String expected) {
        text.append(text.isEmpty() ? "" : ", ")
                .append(field)
                .append(' ')
                .append(actual)
                .append(" instead of ")
                .append(expected);
        return this;
    }

    /** Empty if there are none. */
    String text() {
        return text.toString();
    }
}
