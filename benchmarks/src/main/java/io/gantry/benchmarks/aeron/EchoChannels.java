package io.gantry.benchmarks.aeron;

/** Channels of the echo cluster. Their buffers hold what a window of a thousand requests needs. */
final class EchoChannels {
    static final String INGRESS = "aeron:udp?term-length=1m";
    static final String LOG = "aeron:udp?term-length=4m";
    static final String ANY_PORT = "aeron:udp?endpoint=" + EchoMember.HOST + ":0";
    static final String EGRESS = ANY_PORT + "|term-length=1m";
    static final String LOCAL_ARCHIVE = "aeron:ipc?term-length=64k";

    private EchoChannels() {}

    static String endpoint(int port) {
        return "aeron:udp?endpoint=" + EchoMember.HOST + ":" + port;
    }
}
