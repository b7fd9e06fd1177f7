package io.gantry.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;

import io.gantry.launcher.BundleFile;
import io.gantry.launcher.FrameworkProperties;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.options.UrlProvisionOption;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * Starts a worker's container in this JVM before the tests of a class and stops it after them: the distribution's bundles
 * at their start levels with the properties that the launcher gives them, in a home of its own, hosting partitions 1 and 2.
 * Tests take what they need of it as parameters: {@link BundleContext}, {@link TestHome}, {@link Distribution}, {@link
 * Services}, {@link Engine}.
 */
final class ContainerExtension
        implements BeforeAllCallback, AfterAllCallback, AfterTestExecutionCallback, ParameterResolver {

    private static final String PARTITIONS = "1,2";
    private static final int START_LIMIT_MILLIS = 60_000;

    private final Map<String, String> replacedProperties = new HashMap<>();
    private final Map<Class<?>, Object> parameters = new HashMap<>();
    private TestContainer container;
    private TestHome home;
    private boolean hasFailed;

    @Override
    public void beforeAll(ExtensionContext test) throws Exception {
        Distribution distribution = Distribution.find();
        home = TestHome.make(distribution, PARTITIONS);
        Map<String, String> properties = distribution.properties(home);
        properties.keySet().forEach(name -> replacedProperties.put(name, System.getProperty(name)));
        try {
            container = PaxExamRuntime.createContainer(DefaultExamSystem.create(options(distribution, properties)));
            container.start();
        } catch (Exception | Error failure) {
            failure.addSuppressed(new IllegalStateException("the worker's log:\n" + home.logTail()));
            throw failure;
        }
        BundleContext context = framework(container).getBundleContext();
        parameters.put(BundleContext.class, context);
        parameters.put(Services.class, new Services(context));
        parameters.put(Distribution.class, distribution);
        parameters.put(TestHome.class, home);
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            hasFailed = true;
            System.err.println(test.getDisplayName() + " failed; the worker's log in " + home.root() + " ends:\n"
                    + home.logTail());
        }
    }

    @Override
    public void afterAll(ExtensionContext test) {
        try {
            if (container != null) {
                container.stop();
            }
        } finally {
            replacedProperties.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
            if (home != null && !hasFailed) {
                home.delete();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        return type == Engine.class || parameters.containsKey(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        Class<?> type = parameter.getParameter().getType();
        // Awaits services, so it is only made for those who want it.
        return type == Engine.class
                ? new Engine((Services) parameters.get(Services.class), home)
                : parameters.get(type);
    }

    private static Option[] options(Distribution distribution, Map<String, String> properties) throws IOException {
        List<Option> options = new ArrayList<>();
        for (BundleFile file : distribution.bundles()) {
            UrlProvisionOption bundle = bundle(file.path().toUri().toString()).startLevel(file.startLevel());
            options.add(isFragment(file) ? bundle.noStart() : bundle);
        }
        properties.forEach((name, value) -> {
            options.add(frameworkProperty(name).value(value));
            options.add(systemProperty(name).value(value));
        });
        options.add(frameworkStartLevel(Integer.parseInt(properties.get(FrameworkProperties.DEPLOYED_LEVEL))));
        options.add(systemTimeout(START_LIMIT_MILLIS));
        return options.toArray(Option[]::new);
    }

    private static boolean isFragment(BundleFile file) throws IOException {
        try (JarFile jar = new JarFile(file.path().toFile())) {
            return jar.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
        }
    }

    /** Pax Exam's native container keeps the framework to itself. */
    private static Framework framework(TestContainer container) throws ReflectiveOperationException {
        Field field = container.getClass().getDeclaredField("framework");
        field.setAccessible(true);
        return (Framework) field.get(container);
    }
}
