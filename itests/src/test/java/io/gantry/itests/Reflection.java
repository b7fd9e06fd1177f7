package io.gantry.itests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/** Reads and calls objects of the container whose types the test does not have. */
final class Reflection {

    private Reflection() {}

    /** Calls the public method of that name that takes so many arguments. */
    static Object call(Object target, String method, Object... arguments) {
        Method found = publicMethod(target.getClass(), method, arguments.length);
        try {
            return found.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException(method + " failed: " + failure.getCause(), failure.getCause());
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException(found + " is not accessible", failure);
        }
    }

    static Object field(Object target, String name) {
        try {
            return target.getClass().getField(name).get(target);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(target.getClass() + " has no field " + name, failure);
        }
    }

    private static Method publicMethod(Class<?> type, String name, int arguments) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == arguments)
                .peek(method -> method.setAccessible(true))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no method " + name + "/" + arguments));
    }
}
