package io.gantry.simulator.mutants;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources against the running class path, from memory to memory. */
final class MemoryCompiler implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-proc:none", "-nowarn", "-g", "-XDuseUnsharedTable=true");

    private final JavaCompiler compiler;
    private final StandardJavaFileManager files;

    MemoryCompiler() {
        compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new MutantException(
                    "mutants need a Java compiler, and this Java has none: run this with a JDK, not a JRE");
        }
        files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    }

    /**
     * Compiles classes together.
     *
     * @param what for messages
     * @param sources by class such as {@code partition/Primary}
     * @return the classes by their names in Java, inner ones, too
     */
    Map<String, byte[]> compile(String what, Map<String, String> sources) {
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((unit, text) -> units.add(new Source(SourceTree.className(unit), text)));
        Output output = new Output(files);
        StringWriter messages = new StringWriter();
        if (!compiler.getTask(messages, output, null, OPTIONS, null, units).call()) {
            throw new MutantException(what + " does not compile:\n" + messages);
        }
        return output.classes();
    }

    @Override
    public void close() {
        try {
            files.close();
        } catch (IOException ignored) {
            // Nothing was written.
        }
    }

    private static URI uri(String className, JavaFileObject.Kind kind) {
        return URI.create("memory:///" + className.replace('.', '/') + kind.extension);
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(uri(className, Kind.SOURCE), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Compiled extends SimpleJavaFileObject {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Compiled(String className) {
            super(uri(className, Kind.CLASS), Kind.CLASS);
        }

        @Override
        public OutputStream openOutputStream() {
            return bytes;
        }
    }

    private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {

        private final Map<String, Compiled> compiled = new TreeMap<>();

        Output(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return compiled.computeIfAbsent(className, Compiled::new);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            compiled.forEach((name, file) -> classes.put(name, file.bytes.toByteArray()));
            return classes;
        }
    }
}
