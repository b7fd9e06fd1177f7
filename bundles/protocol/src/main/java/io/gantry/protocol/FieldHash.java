package io.gantry.protocol;

import io.gantry.engine.api.book.BookHash;

/**
 * A digest of a message's fields: each times an odd number of its own, added up, then mixed with what came before. The products do not wait for each
 * other, which makes it several times as fast as mixing field by field; a change of any one field always changes the sum, and so does an
 * exchange of two. It finds mistakes, not adversaries, like {@link BookHash}.
 */
final class FieldHash {

    static final long W1 = weight(1);
    static final long W2 = weight(2);
    static final long W3 = weight(3);
    static final long W4 = weight(4);
    static final long W5 = weight(5);
    static final long W6 = weight(6);
    static final long W7 = weight(7);
    static final long W8 = weight(8);
    static final long W9 = weight(9);
    static final long W10 = weight(10);
    static final long W11 = weight(11);
    static final long W12 = weight(12);
    static final long W13 = weight(13);
    static final long W14 = weight(14);

    private FieldHash() {}

    /** The weight of a message's nth field: an odd number without a pattern. */
    private static long weight(int field) {
        return BookHash.mix(0x6669656c64L, field) | 1;
    }
}
