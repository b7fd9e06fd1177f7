package io.gantry.engine.api.book;

/** Takes the chunks of a book's image, in order. */
@FunctionalInterface
public interface ImageSink {

    /** @param chunk the sink's to keep */
    void chunk(byte[] chunk);
}
