package io.gantry.simulator.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Loads the classes under test and the simulator's own anew, some of them from given bytes, so that runs in it share nothing with others but what does not
 * change.
 */
final class FreshClasses extends ClassLoader {

    private static final List<String> FRESH =
            List.of("io.gantry.partition.", "io.gantry.journal.", "io.gantry.orderbook.", "io.gantry.simulator.");

    private final Map<String, byte[]> instead;

    /** @param instead of those on the class path, by name */
    FreshClasses(Map<String, byte[]> instead) {
        super(FreshClasses.class.getClassLoader());
        this.instead = instead;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (FRESH.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = instead.get(name);
        if (bytes == null) {
            bytes = onClassPath(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] onClassPath(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException failed) {
            throw new ClassNotFoundException(name, failed);
        }
    }
}
