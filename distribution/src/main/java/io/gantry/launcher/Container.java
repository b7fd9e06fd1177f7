package io.gantry.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The OSGi framework of a worker: {@link #start} once, then {@link #awaitStop}. {@link #requestStop} may come from any
 * thread at any time after the constructor, also in the middle of {@link #start}.
 */
final class Container {

    private final Framework framework;
    private final PrintStream err;
    private final FatalErrors fatalErrors;
    private final Set<Long> installation = ConcurrentHashMap.newKeySet();
    private final Map<Long, String> startErrors = new ConcurrentHashMap<>();
    private final CountDownLatch levelReachedOrStopping = new CountDownLatch(1);
    private volatile boolean isStarted;
    private volatile boolean isStopping;

    Container(Map<String, String> properties, PrintStream err) {
        FrameworkFactory factory = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new LaunchRefused(
                        LaunchRefused.USAGE,
                        "no OSGi framework on the class path: the installation's lib is not complete"));
        this.framework = factory.newFramework(properties);
        this.err = err;
        this.fatalErrors = new FatalErrors(err, Container::hushBundles, this::requestStop);
    }

    /** Bundles, the component runtime among them, find the consoles by {@link System}; the launcher has its own way there. */
    private static void hushBundles() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
    }

    /**
     * Installs the bundles and starts them in their order. Returns when all of them are active, or early when a stop was
     * requested meanwhile.
     *
     * @throws LaunchRefused listing every bundle that does not resolve (then nothing was started) or did not start
     * @throws InterruptedException when interrupted while bundles start
     */
    void start(List<BundleFile> files) throws InterruptedException {
        if (isStopping) {
            return;
        }
        try {
            framework.init();
            BundleContext context = framework.getBundleContext();
            Dictionary<String, Object> fatal = new Hashtable<>(Map.of(FatalErrors.PROPERTY, true));
            context.registerService(Consumer.class.getName(), fatalErrors, fatal);
            context.addFrameworkListener(this::noteError);
            framework.start();
            List<Bundle> bundles = install(context, files);
            refuseUnresolved(bundles);
            for (Bundle bundle : bundles) {
                if (!isFragment(bundle)) {
                    bundle.start();
                }
            }
            context.addFrameworkListener(this::noteLevel);
            framework.adapt(FrameworkStartLevel.class).setStartLevel(StartLevel.DEPLOYED.number());
            levelReachedOrStopping.await();
            if (!isStopping) {
                refuseNotStarted(bundles);
                isStarted = true;
            }
        } catch (BundleException | IllegalStateException failure) {
            if (!isStopping) {
                throw new LaunchRefused(
                        LaunchRefused.FAILED, "the framework does not start: " + failure.getMessage(), failure);
            }
        }
    }

    private List<Bundle> install(BundleContext context, List<BundleFile> files) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (BundleFile file : files) {
            Bundle bundle = context.installBundle(file.path().toUri().toString());
            bundle.adapt(BundleStartLevel.class).setStartLevel(file.startLevel());
            installation.add(bundle.getBundleId());
            bundles.add(bundle);
        }
        return bundles;
    }

    private void refuseUnresolved(List<Bundle> bundles) {
        if (framework.adapt(FrameworkWiring.class).resolveBundles(bundles)) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.getState() == Bundle.INSTALLED) {
                lines.add(bundle.getSymbolicName() + ": " + reasonNotResolved(bundle));
            }
        }
        throw refused(lines, "cannot be resolved");
    }

    /** Only a start names the missing requirement; the start itself cannot happen, since the bundle does not resolve. */
    private static String reasonNotResolved(Bundle bundle) {
        try {
            bundle.adapt(BundleStartLevel.class).setStartLevel(1);
            bundle.start(Bundle.START_TRANSIENT);
            return "it resolved at the second try";
        } catch (BundleException reason) {
            return missingRequirement(String.valueOf(reason.getMessage()));
        }
    }

    /**
     * The framework's message tells the whole chain from the bundle to the one that lacks something and then repeats
     * itself; what helps is the end of the chain.
     */
    static String missingRequirement(String message) {
        String chain = message.split(" Unresolved requirements:", 2)[0];
        String[] links = chain.split(Pattern.quote(" [caused by: "));
        String last = links[links.length - 1];
        String root = last.substring(0, last.length() - (links.length - 1));
        return root.replaceAll("\\(R \\d+\\.\\d+\\)", "");
    }

    private void refuseNotStarted(List<Bundle> bundles) {
        List<String> lines = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (bundle.getState() != Bundle.ACTIVE && !isFragment(bundle)) {
                lines.add(bundle.getSymbolicName() + ": "
                        + startErrors.getOrDefault(bundle.getBundleId(), "state " + bundle.getState()));
            }
        }
        if (!lines.isEmpty()) {
            throw refused(lines, "did not start");
        }
    }

    private static LaunchRefused refused(List<String> lines, String what) {
        String count = lines.size() == 1 ? "1 bundle " : lines.size() + " bundles ";
        return new LaunchRefused(LaunchRefused.FAILED, count + what + "\n  " + String.join("\n  ", lines));
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    /**
     * The news that the level is reached comes behind that of every error on the way, for both go through the framework's one queue. (What
     * {@code setStartLevel} would call back does not.)
     */
    private void noteLevel(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED
                && framework.adapt(FrameworkStartLevel.class).getStartLevel() >= StartLevel.DEPLOYED.number()) {
            levelReachedOrStopping.countDown();
        }
    }

    /** Errors of the installation's bundles end the start, in one list; those of bundles deployed later are told at once. */
    private void noteError(FrameworkEvent event) {
        if (event.getType() != FrameworkEvent.ERROR || isStopping) {
            return;
        }
        Bundle bundle = event.getBundle();
        String reason = Optional.ofNullable(event.getThrowable())
                .map(failure -> failure.getCause() == null ? failure : failure.getCause())
                .map(Throwable::toString)
                .orElse("unknown error");
        if (isStarted || !installation.contains(bundle.getBundleId())) {
            err.println("gantry: bundle " + bundle.getSymbolicName() + ": " + reason);
        } else {
            startErrors.put(bundle.getBundleId(), reason);
        }
    }

    /** Begins to stop and returns at once; bundles are stopped in reverse order, on a thread of the framework. */
    void requestStop() {
        isStopping = true;
        levelReachedOrStopping.countDown();
        try {
            framework.stop();
        } catch (BundleException failure) {
            err.println("gantry: the framework does not stop: " + failure.getMessage());
        }
    }

    /**
     * Waits until the framework has stopped, for whatever reason.
     *
     * @param limit how long it may take once a stop was requested
     * @return whether it stopped within the limit
     * @throws InterruptedException when interrupted
     */
    boolean awaitStop(Duration limit) throws InterruptedException {
        long stepMillis = 200;
        long waitedMillis = 0;
        while (framework.waitForStop(stepMillis).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            waitedMillis = isStopping ? waitedMillis + stepMillis : 0;
            if (waitedMillis >= limit.toMillis()) {
                return false;
            }
        }
        return true;
    }

    boolean hasFailed() {
        return fatalErrors.isRaised();
    }
}
