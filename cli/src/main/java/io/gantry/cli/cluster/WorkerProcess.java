package io.gantry.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The operating system's process of a worker, started by this command or by another. Any thread. */
final class WorkerProcess {

    private static final String LAUNCHER = "io.gantry.launcher.WorkerMain";
    private static final String SCRIPT = "gantry-worker";
    private static final List<Path> OWN_SESSION = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private final ProcessHandle handle;

    private WorkerProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /**
     * Starts a worker that goes on when this command ends. Its output is appended to its console log.
     *
     * <p>It gets a session of its own where the system can do that: else what a terminal sends to this command, Ctrl-C or
     * its closing, would end the worker too.
     */
    static WorkerProcess start(Installation installation, WorkerHome home) {
        List<String> command = new ArrayList<>();
        OWN_SESSION.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .ifPresent(setsid -> command.add(setsid.toString()));
        command.addAll(List.of(
                installation.workerScript().toString(), "--home", home.root().toString()));
        File console = home.console().toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.root().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(console))
                    .start();
            return new WorkerProcess(process.toHandle());
        } catch (IOException failure) {
            throw new ClusterException(
                    "cannot start " + installation.workerScript() + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * The living process of a worker, looked for under the number in its own file and the one given.
     *
     * @param lastPid the number it is believed to have
     */
    static Optional<WorkerProcess> find(WorkerHome home, long lastPid) {
        return Arrays.stream(new long[] {pidIn(home.pidFile()), lastPid})
                .filter(pid -> pid > 0)
                .mapToObj(ProcessHandle::of)
                .flatMap(Optional::stream)
                .map(WorkerProcess::new)
                .filter(process -> process.isWorkerOf(home))
                .findFirst();
    }

    long pid() {
        return handle.pid();
    }

    boolean isAlive() {
        return handle.isAlive();
    }

    /** Asks it to drain and stop. */
    void terminate() {
        handle.destroy();
    }

    /** Ends it at once, as kill -9 does. */
    void kill() {
        handle.destroyForcibly();
    }

    /**
     * Waits for its end.
     *
     * @return whether it has ended
     */
    boolean awaitEnd(Duration limit) {
        try {
            handle.onExit().get(Math.max(0, limit.toMillis()), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillThere) {
            return !handle.isAlive();
        } catch (ExecutionException failure) {
            throw new ClusterException("cannot wait for process " + pid() + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting for process " + pid(), interrupted);
        }
    }

    /**
     * Whether it runs the launcher, or the script on its way to the launcher, for that home. Numbers of processes are used
     * again, so nothing less will do before a signal is sent. What has ended and waits to be collected has no command line.
     */
    private boolean isWorkerOf(WorkerHome home) {
        List<String> arguments = arguments();
        int option = arguments.lastIndexOf("--home");
        return option > 0
                && option + 1 < arguments.size()
                && Path.of(arguments.get(option + 1)).equals(home.root())
                && arguments.stream().anyMatch(argument -> argument.equals(LAUNCHER) || isScript(argument));
    }

    private static boolean isScript(String argument) {
        return argument.equals(SCRIPT) || argument.endsWith("/" + SCRIPT);
    }

    private List<String> arguments() {
        try {
            byte[] raw = Files.readAllBytes(Path.of("/proc", Long.toString(pid()), "cmdline"));
            return List.of(new String(raw, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException noSuchFileSystem) {
            return handle.info()
                    .arguments()
                    .map(List::of)
                    .orElseGet(
                            () -> List.of(handle.info().commandLine().orElse("").split(" ")));
        }
    }

    private static long pidIn(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : WorkerEntry.NO_PROCESS;
        } catch (NoSuchFileException notThere) {
            return WorkerEntry.NO_PROCESS;
        } catch (IOException failure) {
            throw new ClusterException("cannot read " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }
}
