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
    int DEFAULT_INBOUND_BYTES = 4 << 20;
    int DEFAULT_OUTBOUND_BYTES = 16 << 20;
    int DEFAULT_RETAINED_EVENTS = 1 << 16;
    int DEFAULT_MAX_PARKED = 4096;
    int DEFAULT_PARK_MILLIS = 1000;
    String DEFAULT_BOOK = "flat";

    @AttributeDefinition(description = "Matching threads; partitions are dealt out to them in turn. 1 to 64")
    int lanes() default DEFAULT_LANES;

    @AttributeDefinition(
            description =
                    "Queue of commands per partition, bytes, a power of two from 65536 to 1 GiB. Small answers OVERLOADED"
                            + " sooner, large waits longer")
    int inboundBytes() default DEFAULT_INBOUND_BYTES;

    @AttributeDefinition(
            description =
                    "Queue of answers and events per partition, bytes, a power of two from 65536 to 1 GiB. Small makes"
                            + " matching wait for the disk sooner")
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
}
