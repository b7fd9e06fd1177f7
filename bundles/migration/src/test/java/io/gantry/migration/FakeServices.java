package io.gantry.migration;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** A service registry that counts loans. */
final class FakeServices {

    private final Map<ServiceReference<?>, Object> services = new HashMap<>();
    private final List<String> loans = new CopyOnWriteArrayList<>();
    private int lastId;

    /** Registers a service. */
    <S> ServiceReference<S> register(S service, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(Constants.SERVICE_ID, (long) ++lastId);
        ServiceReference<S> reference = new Reference<>(all);
        services.put(reference, service);
        return reference;
    }

    /** The service goes while its reference is still known. */
    void unregister(ServiceReference<?> reference) {
        services.remove(reference);
        ((Reference<?>) reference).isGone = true;
    }

    /** The service is there, and cannot be had. */
    void breakDown(ServiceReference<?> reference) {
        services.remove(reference);
    }

    /** {@code get} and {@code unget}, in order. */
    List<String> loans() {
        return List.copyOf(loans);
    }

    BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                FakeServices.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getService" -> {
                        loans.add("get");
                        yield services.get(arguments[0]);
                    }
                    case "ungetService" -> loans.add("unget");
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Bundle bundle(String name) {
        return (Bundle) Proxy.newProxyInstance(
                FakeServices.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSymbolicName" -> name;
                    case "getVersion" -> new Version(1, 2, 3);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static final class Reference<S> implements ServiceReference<S> {

        private final Map<String, Object> properties;
        private boolean isGone;

        Reference(Map<String, Object> properties) {
            this.properties = properties;
        }

        @Override
        public Object getProperty(String key) {
            return properties.get(key);
        }

        @Override
        public String[] getPropertyKeys() {
            return properties.keySet().toArray(String[]::new);
        }

        @Override
        public Bundle getBundle() {
            return isGone ? null : bundle("bundle-" + properties.get(Constants.SERVICE_ID));
        }

        @Override
        public Bundle[] getUsingBundles() {
            return new Bundle[0];
        }

        @Override
        public boolean isAssignableTo(Bundle bundle, String className) {
            return true;
        }

        @Override
        public int compareTo(Object other) {
            Map<String, Object> others = ((Reference<?>) other).properties;
            int byRanking = Integer.compare(ranking(properties), ranking(others));
            return byRanking != 0
                    ? byRanking
                    : Long.compare(
                            (Long) others.get(Constants.SERVICE_ID), (Long) properties.get(Constants.SERVICE_ID));
        }

        private static int ranking(Map<String, Object> of) {
            return (Integer) of.getOrDefault(Constants.SERVICE_RANKING, 0);
        }

        @Override
        public Dictionary<String, Object> getProperties() {
            return new Hashtable<>(properties);
        }

        @Override
        public <A> A adapt(Class<A> type) {
            throw new UnsupportedOperationException();
        }
    }
}
