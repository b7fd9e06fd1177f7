package io.gantry.benchmarks.fork;

import java.util.List;

/** What the serialization library of exchange-core needs from a JDK 17, else it does not start. */
public final class PeerFlags {

    /** The flags, for the command line of a JVM. The module's tests run with the same. */
    public static final List<String> ALL = List.of(
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");

    private PeerFlags() {}
}
