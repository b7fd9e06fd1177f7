package io.gantry.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A worker that was expected to end by itself, and did.
 *
 * @param exitStatus of the process
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
record WorkerRun(int exitStatus, String output, String errors) {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /**
     * Runs the distribution's script on a home.
     *
     * @throws AssertionError if the worker does not end; it is killed then
     */
    static WorkerRun toItsEnd(Path home) throws IOException, InterruptedException {
        TestFolder folder = TestFolder.make();
        Path output = folder.root().resolve("out");
        Path errors = folder.root().resolve("err");
        Process process = new ProcessBuilder(Distribution.find().workerScript().toString(), "--home", home.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean hasEnded = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        WorkerRun run = new WorkerRun(process.exitValue(), Files.readString(output), Files.readString(errors));
        folder.delete();
        if (!hasEnded) {
            throw new AssertionError("the worker in " + home + " did not end within " + LIMIT + "; its output: "
                    + run.output() + run.errors() + "\nits log:\n"
                    + TestFolder.tail(home.resolve("log").resolve("worker.log")));
        }
        return run;
    }
}
