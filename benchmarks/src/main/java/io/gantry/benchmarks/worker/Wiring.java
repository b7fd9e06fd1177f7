package io.gantry.benchmarks.worker;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Makes components as the container makes them: by their only public constructor, configurations with their defaults except for what is set, other
 * parameters by their types.
 */
final class Wiring {
    private final Map<String, Object> settings;
    private final Map<Class<?>, Object> services;

    /**
     * @param settings values of configurations by name
     * @param services by the type that is asked for; what is not here is absent
     */
    Wiring(Map<String, Object> settings, Map<Class<?>, Object> services) {
        this.settings = settings;
        this.services = services;
    }

    <T> T make(Class<T> component) {
        Constructor<?>[] constructors = component.getConstructors();
        if (constructors.length != 1) {
            throw new IllegalStateException(component + " has " + constructors.length + " public constructors");
        }
        Object[] arguments = Arrays.stream(constructors[0].getParameterTypes())
                .map(this::argument)
                .toArray();
        try {
            return component.cast(constructors[0].newInstance(arguments));
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(component + " cannot be made: " + failed.getCause(), failed.getCause());
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException(component + " cannot be made: " + failed, failed);
        }
    }

    private Object argument(Class<?> type) {
        return type.isAnnotation() ? configuration(type) : services.get(type);
    }

    private Object configuration(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method));
    }

    private Object value(Method method) {
        return Optional.ofNullable(settings.get(method.getName())).orElse(method.getDefaultValue());
    }
}
