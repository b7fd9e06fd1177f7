package io.gantry.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A worker's process from its start to its end.
 *
 * @param exitStatus of the process
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
record WorkerRun(int exitStatus, String output, String errors) {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /**
     * Runs the distribution's script on a home, to an end that it comes to by itself.
     *
     * @throws AssertionError if it does not end; it is killed then
     */
    static WorkerRun toItsEnd(Path home) throws IOException, InterruptedException {
        return run(home, process -> {});
    }

    /** Runs the distribution's script on a home, and has the worker stop, as SIGTERM does, when it listens. */
    static WorkerRun untilTerminated(TestHome home) throws IOException, InterruptedException {
        return run(home.root(), process -> {
            await("port").atMost(LIMIT).until(() -> home.port().isPresent());
            process.destroy();
        });
    }

    private static WorkerRun run(Path home, Consumer<Process> meanwhile) throws IOException, InterruptedException {
        TestFolder folder = TestFolder.make();
        Path output = folder.root().resolve("out");
        Path errors = folder.root().resolve("err");
        Process process = new ProcessBuilder(Distribution.find().workerScript().toString(), "--home", home.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean hasEnded;
        try {
            meanwhile.accept(process);
            hasEnded = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
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
