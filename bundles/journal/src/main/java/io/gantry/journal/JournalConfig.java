package io.gantry.journal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How this worker keeps its journals. */
@ObjectClassDefinition(
        id = JournalFactoryComponent.PID,
        name = "Gantry journal",
        description = "How partitions' logs are kept on disk. Holds for journals that are opened afterwards.")
@interface JournalConfig {

    @AttributeDefinition(
            description =
                    "Size in bytes at which a log file is ended and the next begun, from 4096. It is filled with zeros"
                            + " ahead of time: a partition takes once or twice this much of the disk even if nobody trades.")
    long segmentBytes() default JournalSettings.DEFAULT_SEGMENT_BYTES;

    @AttributeDefinition(
            description =
                    "Memory in bytes per journal for what is not yet written, a power of two from 2097152 to"
                            + " 1073741824. Too little pushes back on clients while the disk is slow; too much only costs memory.")
    int bufferBytes() default JournalSettings.DEFAULT_BUFFER_BYTES;
}
