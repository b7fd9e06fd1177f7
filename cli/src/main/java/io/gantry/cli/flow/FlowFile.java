package io.gantry.cli.flow;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Opens a plain, gzip or xz file, told apart by the first bytes: a file keeps its content when it is renamed. */
final class FlowFile {
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
    private static final byte[] XZ_MAGIC = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final int BUFFER_BYTES = 1 << 16;
    /** What the strongest preset needs is 65 MiB; a header that asks for much more is not worth the memory. */
    private static final int XZ_LIMIT_KIB = 256 * 1024;

    private FlowFile() {}

    static InputStream open(Path path) {
        requireReadable(path);
        try {
            return decompressed(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static FlowException unreadable(Path path, IOException cause) {
        return new FlowException("cannot read " + path + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof EOFException) {
            return "the compressed data end too early";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static void requireReadable(Path path) {
        if (Files.notExists(path)) {
            throw new FlowException("no such file: " + path);
        }
        if (Files.isDirectory(path)) {
            throw new FlowException(path + " is a directory; expected a LOBSTER message file");
        }
        // It is read twice, which a pipe or a device does not bear.
        if (!Files.isRegularFile(path)) {
            throw new FlowException(path + " is not a regular file; expected a LOBSTER message file");
        }
        if (!Files.isReadable(path)) {
            throw new FlowException("no permission to read " + path);
        }
    }

    private static InputStream decompressed(Path path) throws IOException {
        BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        try {
            raw.mark(XZ_MAGIC.length);
            byte[] start = raw.readNBytes(XZ_MAGIC.length);
            raw.reset();
            if (start.length == 0) {
                throw new FlowException(path + " is empty; expected a LOBSTER message file");
            }
            if (startsWith(start, GZIP_MAGIC)) {
                return new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES);
            }
            if (startsWith(start, XZ_MAGIC)) {
                return new BufferedInputStream(new XZInputStream(raw, XZ_LIMIT_KIB), BUFFER_BYTES);
            }
            return raw;
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }
}
