package io.gantry.transport;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Limits of the TCP port. Address and name of the worker are in the worker's own configuration. */
@ObjectClassDefinition(
        id = TransportComponent.PID,
        pid = TransportComponent.PID,
        name = "Gantry transport",
        description = "Limits of the worker's TCP port. Changes take effect when the worker starts again.")
@interface TransportConfig {

    @AttributeDefinition(description = "Threads that serve connections, 1 to 64")
    int ioThreads() default 1;

    @AttributeDefinition(
            description = "Longest message of a client in bytes, 256 to 1048576; a longer one ends its connection")
    int maxClientFrameBytes() default 64 * 1024;

    @AttributeDefinition(description = "Longest message of another worker in bytes, 1114112 to 268435456")
    int maxPeerFrameBytes() default 2 * 1024 * 1024;

    @AttributeDefinition(
            description =
                    "Bytes waiting to be sent on a connection from which on it counts as slow: nothing more is read"
                            + " from it and feeds pause; 4096 or more")
    int outboundHighWaterBytes() default 1024 * 1024;

    @AttributeDefinition(
            description = "Bytes waiting to be sent to a client from which on its connection is closed; not below"
                    + " outboundHighWaterBytes and 262144")
    int outboundLimitBytes() default 16 * 1024 * 1024;

    @AttributeDefinition(
            description = "The same for a connection with another worker, but one that carries notes goes on and what"
                    + " is beyond the limit is dropped; not below maxPeerFrameBytes")
    int peerOutboundLimitBytes() default 64 * 1024 * 1024;

    @AttributeDefinition(
            description = "How long a new connection may take to say who it is, in milliseconds, above zero")
    int helloTimeoutMillis() default 5_000;

    @AttributeDefinition(description = "How long connecting to another worker may take, in milliseconds, above zero")
    int peerConnectTimeoutMillis() default 3_000;

    @AttributeDefinition(description = "How long another worker may take to answer, in milliseconds, above zero")
    int peerTimeoutMillis() default 10_000;
}
