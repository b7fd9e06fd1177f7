package io.gantry.launcher;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs one worker in this process until it is told to stop. Started by {@code bin/gantry-worker}. */
public final class WorkerMain {

    /** The launcher's own, which stays when bundles are hushed. */
    private static final PrintStream ERR = System.err;

    private static final String STOP_LIMIT = "gantry.stop.limit.seconds";

    private final HomeFolder home;
    private final Container container;
    private final Duration stopLimit;
    private volatile int exitStatus;
    private boolean hasTimedOut;

    private WorkerMain(HomeFolder home, Container container, Duration stopLimit) {
        this.home = home;
        this.container = container;
        this.stopLimit = stopLimit;
    }

    /** Starts a worker; see {@code --help}. Exit status 0: stopped, 1: failed, 2: bad usage. */
    public static void main(String[] arguments) throws InterruptedException {
        int status;
        try {
            LaunchOptions options = LaunchOptions.parse(List.of(arguments));
            if (options.isHelp()) {
                System.out.println(LaunchOptions.USAGE);
                status = 0;
            } else {
                status = launch(options);
            }
        } catch (LaunchRefused refused) {
            status = report(refused);
        }
        System.exit(status);
    }

    private static int launch(LaunchOptions options) throws InterruptedException {
        Path install = options.install();
        Path home = options.home();
        List<BundleFile> bundles = BundleFile.readAll(install.resolve("bundles"));
        Map<String, String> properties = FrameworkProperties.ofWorker(install, home);
        Duration stopLimit = stopLimit(properties);
        properties.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
        Container container = new Container(properties, ERR);
        // Last, so that next to no time passes between the pid being there and SIGTERM being answered in order.
        try (HomeFolder held =
                HomeFolder.open(home, install, ProcessHandle.current().pid())) {
            return new WorkerMain(held, container, stopLimit).run(bundles);
        }
    }

    private static Duration stopLimit(Map<String, String> properties) {
        String value = properties.getOrDefault(STOP_LIMIT, "30");
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new LaunchRefused(
                    LaunchRefused.USAGE,
                    "etc/" + FrameworkProperties.FILE + ": " + STOP_LIMIT + " must be a number from 1 to 99999, not "
                            + value);
        }
        return Duration.ofSeconds(Long.parseLong(value));
    }

    private int run(List<BundleFile> bundles) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndHalt, "gantry-stop"));
        try {
            container.start(bundles);
            exitStatus = stopped() && !container.hasFailed() ? 0 : LaunchRefused.FAILED;
        } catch (LaunchRefused refused) {
            exitStatus = report(refused);
        }
        return exitStatus;
    }

    /**
     * Runs on SIGTERM and on every other way out. The JVM would answer SIGTERM with status 143; an orderly stop is status
     * 0, and only halt can say so from here. Nothing is lost by it: components have closed what they held.
     */
    private void stopAndHalt() {
        int status = LaunchRefused.FAILED;
        try {
            container.requestStop();
            status = stopped() && !container.hasFailed() ? exitStatus : LaunchRefused.FAILED;
            home.close();
        } catch (InterruptedException | LaunchRefused failure) {
            ERR.println("gantry: stopping: " + failure.getMessage());
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }

    /** One waits for all: the second caller gets the first one's answer and does not wait for the limit once more. */
    private synchronized boolean stopped() throws InterruptedException {
        if (!hasTimedOut && !container.awaitStop(stopLimit)) {
            hasTimedOut = true;
            ERR.println("gantry: the worker did not stop within " + stopLimit.toSeconds() + " seconds");
        }
        return !hasTimedOut;
    }

    private static int report(LaunchRefused refused) {
        ERR.println("gantry: " + refused.getMessage());
        return refused.exitStatus();
    }
}
