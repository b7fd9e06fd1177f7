package io.gantry.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Says what a {@link GantryClient} is to be like. Not thread-safe; may be used again. */
public final class GantryClientBuilder {

    private final List<Address> seeds = new ArrayList<>();
    private long clientId;
    private long firstRequestId = 1;
    private int maxInFlightPerSymbol = 512;
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration resendAfter = Duration.ofSeconds(1);
    private Duration answerTimeout = Duration.ofSeconds(10);
    private Duration giveUpAfter = Duration.ofSeconds(30);
    private LongSupplier nanoClock = System::nanoTime;
    private RandomGenerator random = new SplittableRandom();

    GantryClientBuilder() {}

    /**
     * Adds a worker to ask for routes; one is enough, more help when it is down.
     *
     * @param port 1 to 65535
     */
    public GantryClientBuilder seed(String host, int port) {
        seeds.add(new Address(host, port));
        return this;
    }

    /** Who sends, above zero. Two clients of one id at a time mix up their request ids. Must be set. */
    public GantryClientBuilder clientId(long id) {
        clientId = id;
        return this;
    }

    /**
     * Number of the first command, above zero, 1 if not set. A client that comes back with its old id must start above all numbers
     * that it has ever used.
     */
    public GantryClientBuilder firstRequestId(long id) {
        firstRequestId = id;
        return this;
    }

    /** How many commands of one symbol may wait for their answer, 1 to 1023, 512 if not set. */
    public GantryClientBuilder maxInFlightPerSymbol(int commands) {
        maxInFlightPerSymbol = commands;
        return this;
    }

    /** How long {@link #connect} tries, 10 s if not set. */
    public GantryClientBuilder connectTimeout(Duration time) {
        connectTimeout = time;
        return this;
    }

    /**
     * How long a symbol's commands may be without any answer before they are sent again under their ids, to the worker that the routes
     * name by then, 1 s if not set. From half of that on routes are asked for, and if they name another worker, nothing more is awaited.
     */
    public GantryClientBuilder resendAfter(Duration time) {
        resendAfter = time;
        return this;
    }

    /** How long nothing may come over a connection before it counts as dead and is opened anew, 10 s if not set. */
    public GantryClientBuilder answerTimeout(Duration time) {
        answerTimeout = time;
        return this;
    }

    /** How long after its submission a command is given up, a quarter more while its answer is awaited; 30 s if not set. */
    public GantryClientBuilder giveUpAfter(Duration time) {
        giveUpAfter = time;
        return this;
    }

    /** Replaces the clock; a value in nanoseconds that never falls. */
    public GantryClientBuilder nanoClock(LongSupplier clock) {
        nanoClock = clock;
        return this;
    }

    /** Replaces the source of jitter; used by one thread at a time. */
    public GantryClientBuilder random(RandomGenerator generator) {
        random = generator;
        return this;
    }

    /**
     * Connects and fetches the routes. Blocks.
     *
     * @throws NotConnectedException if no seed answers in time
     * @throws IllegalArgumentException naming what was set wrong
     */
    public GantryClient connect() {
        return GantryClient.connect(new ClientSettings(
                seeds,
                clientId,
                firstRequestId,
                maxInFlightPerSymbol,
                new ClientSettings.Patience(connectTimeout, resendAfter, answerTimeout, giveUpAfter),
                nanoClock,
                random));
    }
}
