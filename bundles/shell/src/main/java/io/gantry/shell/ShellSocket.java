package io.gantry.shell;

import io.gantry.engine.api.worker.WorkerConfig;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The way in for operators on the same machine: a socket in the worker's folder that only its owner can use. */
@Component(
        name = ShellSocket.NAME,
        configurationPid = WorkerConfig.PID,
        immediate = true,
        service = {})
public final class ShellSocket {

    static final String NAME = "io.gantry.shell.socket";

    private final ShellServer server;

    /**
     * @throws IllegalStateException if the socket cannot be opened, saying why
     */
    @Activate
    public ShellSocket(@Reference CommandProcessor processor, WorkerConfig config) {
        Path home = Path.of(config.home());
        try {
            server = ShellServer.open(home, () -> new ShellSession(processor));
        } catch (IOException failure) {
            throw new IllegalStateException(
                    "no shell in " + home + ": " + failure.getClass().getSimpleName() + " " + Words.of(failure),
                    failure);
        }
    }

    @Deactivate
    void close() {
        server.close();
    }
}
