package io.gantry.itests;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.Bundle;

/**
 * Stands between the engine's contracts as the test has them and as the container has them: the same names from two class
 * loaders. Interfaces become proxies; records, enums and the engine's exceptions are made anew on the other side.
 */
final class Mirror {

    private static final String CONTRACTS = "io.gantry.engine.api.";

    private final Side test = name -> Class.forName(name, true, Mirror.class.getClassLoader());
    private final Side container;

    /** @param engineApi the bundle that holds the container's contracts */
    Mirror(Bundle engineApi) {
        container = engineApi::loadClass;
    }

    /** A service of the container under the test's type. */
    <T> T toTest(Class<T> type, Object service) {
        return type.cast(proxy(type, onContainer(type), service, test, container));
    }

    /** A service of the test, under the container's type. */
    Object toContainer(Class<?> type, Object service) {
        return proxy(onContainer(type), type, service, container, test);
    }

    /** The container's class of that name. */
    Class<?> onContainer(Class<?> type) {
        return on(container, type);
    }

    private Object proxy(Class<?> seen, Class<?> real, Object service, Side caller, Side callee) {
        InvocationHandler handler = (self, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return objectMethod(self, method, arguments, service);
            }
            Class<?>[] types = Arrays.stream(method.getParameterTypes())
                    .map(type -> on(callee, type))
                    .toArray(Class<?>[]::new);
            Object[] given = arguments == null
                    ? new Object[0]
                    : Arrays.stream(arguments).map(value -> on(callee, value)).toArray();
            try {
                Method target = real.getMethod(method.getName(), types);
                return on(caller, target.invoke(service, given));
            } catch (InvocationTargetException failure) {
                throw failure(caller, failure.getCause());
            }
        };
        return Proxy.newProxyInstance(seen.getClassLoader(), new Class<?>[] {seen}, handler);
    }

    private static Object objectMethod(Object self, Method method, Object[] arguments, Object service) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "mirror of " + service.getClass().getName();
        };
    }

    private static Class<?> on(Side side, Class<?> type) {
        if (!type.getName().startsWith(CONTRACTS)) {
            return type;
        }
        try {
            return side.load(type.getName());
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(type + " is not on the other side", missing);
        }
    }

    private static Object on(Side side, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(element -> on(side, element)).toList();
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(element -> on(side, element));
        }
        if (value instanceof CompletionStage<?> stage) {
            return stage(side, stage);
        }
        if (value == null || !value.getClass().getName().startsWith(CONTRACTS)) {
            return value;
        }
        if (value instanceof Enum<?> constant) {
            return constant(on(side, constant.getDeclaringClass()), constant.name());
        }
        if (value instanceof Record) {
            return record(side, value);
        }
        throw new IllegalArgumentException("cannot be made anew on the other side: " + value.getClass());
    }

    private static CompletionStage<Object> stage(Side side, CompletionStage<?> stage) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(on(side, value));
            } else {
                result.completeExceptionally(failure(side, failure));
            }
        });
        return result;
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Object record(Side side, Object value) {
        RecordComponent[] components = value.getClass().getRecordComponents();
        Class<?>[] types = Arrays.stream(components)
                .map(component -> on(side, component.getType()))
                .toArray(Class<?>[]::new);
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                values[i] = on(side, components[i].getAccessor().invoke(value));
            }
            return on(side, value.getClass()).getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("cannot make anew " + value, failure);
        }
    }

    private static Throwable failure(Side side, Throwable failure) {
        if (!failure.getClass().getName().startsWith(CONTRACTS)) {
            return failure;
        }
        try {
            Throwable same = (Throwable)
                    on(side, failure.getClass()).getConstructor(String.class).newInstance(failure.getMessage());
            same.initCause(failure);
            return same;
        } catch (ReflectiveOperationException otherConstructor) {
            return new IllegalStateException(failure.toString(), failure);
        }
    }

    /** Where classes come from. */
    private interface Side {

        Class<?> load(String name) throws ClassNotFoundException;
    }
}
