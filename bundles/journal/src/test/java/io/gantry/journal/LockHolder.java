package io.gantry.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that locks a folder, says so, and waits to be killed. */
final class LockHolder {

    private LockHolder() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (DirectoryLock lock = LockFile.acquire(Path.of(arguments[0]))) {
            System.out.println("locked by " + lock);
            new CountDownLatch(1).await();
        }
    }
}
