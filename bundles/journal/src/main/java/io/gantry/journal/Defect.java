package io.gantry.journal;

/** What can be wrong with a record on disk. */
enum Defect {
    NONE("has nothing wrong"),
    CUT_OFF("is cut off by the end of the file"),
    WRONG_POSITION("does not say the position that it stands at"),
    WRONG_LENGTH("says a length that no record has"),
    WRONG_CHECKSUM("does not match its checksum"),
    WRONG_PADDING("has something else than zeros behind its last byte");

    private final String text;

    Defect(String text) {
        this.text = text;
    }

    /** The end of a sentence about a record. */
    String text() {
        return text;
    }
}
