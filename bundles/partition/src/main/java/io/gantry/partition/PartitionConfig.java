package io.gantry.partition;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of a worker's partitions. */
@ObjectClassDefinition(
        pid = PartitionHostComponent.PID,
        name = "Gantry partitions",
        description = "Queues, threads and memory of a worker's partitions")
@interface PartitionConfig {

    int DEFAULT_LANES = 1;
    int DEFAULT_INBOUND_BYTES = 1 << 20;
    int DEFAULT_OUTBOUND_BYTES = 16 << 20;
    int DEFAULT_RETAINED_EVENTS = 1 << 16;
    int DEFAULT_MAX_PARKED = 4096;
    int DEFAULT_PARK_MILLIS = 1000;
    String DEFAULT_BOOK = "flat";
    String DEFAULT_DURABILITY = "replicated+fsync";
    int DEFAULT_TAKEOVER_MILLIS = 700;
    int DEFAULT_SHRINK_MILLIS = 500;
    int DEFAULT_WINDOW_BYTES = 16 << 20;
    long DEFAULT_SNAPSHOT_BYTES = 256L << 20;
    int DEFAULT_MAX_IDLE_MICROS = 2000;
    int DEFAULT_WAKE_INTERVAL_MICROS = 50;

    @AttributeDefinition(description = "Matching threads; partitions are dealt out to them in turn. 1 to 64")
    int lanes() default DEFAULT_LANES;

    @AttributeDefinition(
            description =
                    "Queue of commands per partition, bytes, a power of two from 65536 to 1 GiB; about 130 each. Small"
                            + " answers OVERLOADED sooner, large waits longer and does not stay in the caches")
    int inboundBytes() default DEFAULT_INBOUND_BYTES;

    @AttributeDefinition(
            description =
                    "Queue of answers and events per partition that wait for the log, bytes, a power of two from 65536"
                            + " to 1 GiB. Small makes matching wait for the disk sooner. Used once a small queue in"
                            + " front of it is full")
    int outboundBytes() default DEFAULT_OUTBOUND_BYTES;

    @AttributeDefinition(
            description =
                    "Events kept per symbol for subscribers to resume from, 1024 to 10,000,000; about 130 bytes each."
                            + " A subscriber further behind gets a gap notice. A mass cancel makes an event per order"
                            + " at once")
    int retainedEvents() default DEFAULT_RETAINED_EVENTS;

    @AttributeDefinition(
            description =
                    "Commands of one symbol that wait behind its gate, 1 to 1,000,000. More are answered TRY_AGAIN")
    int maxParked() default DEFAULT_MAX_PARKED;

    @AttributeDefinition(
            description =
                    "How long a command waits behind a gate before it is answered TRY_AGAIN, milliseconds, 1 to 60000")
    int parkMillis() default DEFAULT_PARK_MILLIS;

    @AttributeDefinition(
            description =
                    "Name of the order book that new symbols get, symbols that come by a move too: flat, reference, or"
                            + " what another bundle brings. No partition is served until a bundle brings it; when that"
                            + " bundle stops, running books go on and new symbols wait")
    String book() default DEFAULT_BOOK;

    @AttributeDefinition(
            description =
                    "What must hold before a command is acknowledged: memory (nothing; no journal), replicated (in the memory of"
                            + " every in-sync replica) or replicated+fsync (on the disk of every in-sync replica). The"
                            + " same on all workers")
    String durability() default DEFAULT_DURABILITY;

    @AttributeDefinition(
            description = "Partitions with another durability, such as 3=memory,4=replicated; the same on all workers")
    String durabilityOf() default "";

    @AttributeDefinition(
            description = "An in-sync standby that has heard nothing of its primary for so long tries to take over,"
                    + " milliseconds, 50 to 60000. Less than the longest pause of a healthy worker costs needless"
                    + " takeovers")
    int takeoverMillis() default DEFAULT_TAKEOVER_MILLIS;

    @AttributeDefinition(
            description =
                    "A standby that has not acknowledged for so long leaves the in-sync replicas, milliseconds, 50 to"
                            + " 60000, and below takeoverMillis, so that a bad link of one standby costs that standby and not"
                            + " its primary. Until then nothing new is acknowledged")
    int shrinkMillis() default DEFAULT_SHRINK_MILLIS;

    @AttributeDefinition(
            description =
                    "Newest part of each log kept in memory for standbys, bytes, a power of two from 1 MiB to 1 GiB. A"
                            + " standby further behind reads files of the primary. Up to half of it may be unacknowledged")
    int windowBytes() default DEFAULT_WINDOW_BYTES;

    @AttributeDefinition(
            description =
                    "A snapshot is written each time a log has grown by so many bytes, and what is before the last but"
                            + " one is deleted, from 65536. Small ones write more, large ones make recovery longer")
    long snapshotBytes() default DEFAULT_SNAPSHOT_BYTES;

    @AttributeDefinition(
            description =
                    "Longest sleep of a matching or egress thread that has nothing to do, microseconds, 0 (it never sleeps, and"
                            + " takes a core) to 100000. Work wakes it at once; the figure is how late something that is"
                            + " due by the clock may be")
    int maxIdleMicros() default DEFAULT_MAX_IDLE_MICROS;

    @AttributeDefinition(
            description =
                    "A matching or egress thread is woken at most once in so many microseconds, 0 (each time) to 10000. What comes"
                            + " meanwhile is one batch: more commands a second, each a little later")
    int wakeIntervalMicros() default DEFAULT_WAKE_INTERVAL_MICROS;

    @AttributeDefinition(
            description =
                    "Partitions that get a matching thread of their own, such as 1,7; beside the lanes that others share")
    String ownLanes() default "";
}
