package io.gantry.journal;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.metatype.annotations.Designate;

/** Opens file journals, and closes those that are still open when it goes. Any thread. */
@Component(name = JournalFactoryComponent.PID)
@Designate(ocd = JournalConfig.class)
public final class JournalFactoryComponent implements JournalFactory {

    /** Name of the component and of its configuration. */
    public static final String PID = "io.gantry.journal";

    private final Journals journals;

    /**
     * Made by the container.
     *
     * @param fatal ends the worker with a message; may be absent
     * @throws IllegalArgumentException if a setting is out of its range
     */
    @Activate
    public JournalFactoryComponent(
            JournalConfig config,
            @Reference(target = "(gantry.fatal=true)", cardinality = ReferenceCardinality.OPTIONAL)
                    Consumer<String> fatal) {
        this.journals = new Journals(settings(config, Optional.ofNullable(fatal)), new DiskStorage(), true);
    }

    private static JournalSettings settings(JournalConfig config, Optional<Consumer<String>> fatal) {
        try {
            return JournalSettings.ofWorker(config.segmentBytes(), config.bufferBytes());
        } catch (IllegalArgumentException e) {
            String message = "configuration " + PID + ": " + e.getMessage();
            fatal.ifPresent(end -> end.accept(message));
            throw new IllegalArgumentException(message, e);
        }
    }

    @Override
    public OpenJournal open(Path directory, Durability durability, long keepUntil, JournalReader reader)
            throws IOException {
        return journals.open(directory, durability, keepUntil, reader);
    }

    @Deactivate
    void close() {
        journals.close();
    }
}
