package io.gantry.benchmarks.fork;

/**
 * The garbage collector of the forks. Our book has nothing to collect; exchange-core's keeps its orders as linked objects, and
 * what a collector does at each change of a link is part of its speed. The default is the one that suits it best: with G1, the JVM's own
 * choice, its throughput was a tenth to a fifth lower with few orders, and half to less than a third with a million.
 */
public enum Collector {
    PARALLEL("-XX:+UseParallelGC"),
    G1("-XX:+UseG1GC"),
    SERIAL("-XX:+UseSerialGC");

    private final String flag;

    Collector(String flag) {
        this.flag = flag;
    }

    String flag() {
        return flag;
    }
}
