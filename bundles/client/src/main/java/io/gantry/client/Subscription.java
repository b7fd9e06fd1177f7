package io.gantry.client;

/** A running subscription. Any thread. */
public interface Subscription extends AutoCloseable {

    /** Name of the symbol. */
    String symbol();

    /** Number of the event that is told next, as of now. */
    long nextEvent();

    /** Ends it; an event that is being told at this moment may still be told. */
    @Override
    void close();
}
