package io.gantry.partition;

/**
 * Layout of what a lane hands to the egress thread. Every entry begins with the log position that must be durable before it may
 * leave.
 */
final class Outbound {

    static final int ANSWER = 1;
    static final int NOT_EXECUTED = 2;
    static final int EVENT = 3;
    static final int FEED_OPENED = 4;
    static final int FEED_MOVED = 5;
    static final int SUBSCRIBED = 6;
    static final int RELEASED = 7;
    static final int MARKET_DATA = 8;
    static final int MARKET_DATA_SUBSCRIBED = 9;
    static final int UNSUBSCRIBED = 10;

    static final int POSITION = 0;
    /** EVENT, MARKET_DATA: an encoded message. */
    static final int BODY = POSITION + Long.BYTES;

    /** ANSWER, NOT_EXECUTED, SUBSCRIBED, MARKET_DATA_SUBSCRIBED, UNSUBSCRIBED: the connection. */
    static final int CONNECTION = BODY;

    /** ANSWER: an encoded answer. */
    static final int MESSAGE = CONNECTION + Long.BYTES;

    /** NOT_EXECUTED. */
    static final int CLIENT = CONNECTION + Long.BYTES;

    static final int REQUEST = CLIENT + Long.BYTES;
    static final int EPOCH = REQUEST + Long.BYTES;
    static final int SYMBOL = EPOCH + Long.BYTES;
    static final int PARTITION = SYMBOL + Integer.BYTES;
    static final int RETRY_AFTER = PARTITION + Integer.BYTES;
    static final int CAUSE = RETRY_AFTER + Integer.BYTES;
    static final int NOT_EXECUTED_LENGTH = CAUSE + Integer.BYTES;

    /** FEED_OPENED, FEED_MOVED, SUBSCRIBED, and so on: next event, epoch, first event wanted, number of the subscription, or the feed. */
    static final int NUMBER = CONNECTION + Long.BYTES;

    static final int FEED_SYMBOL = NUMBER + Long.BYTES;
    static final int FEED_PARTITION = FEED_SYMBOL + Integer.BYTES;
    static final int FEED_LENGTH = FEED_PARTITION + Integer.BYTES;

    private Outbound() {}
}
