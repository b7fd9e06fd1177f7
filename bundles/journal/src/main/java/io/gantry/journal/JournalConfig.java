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
                    "Size in bytes at which a log file is ended and the next begun, from 4096. Small ones make many"
                            + " files and more pauses of the disk, large ones are slower to copy and to clear away.")
    long segmentBytes() default JournalSettings.DEFAULT_SEGMENT_BYTES;

    @AttributeDefinition(
            description =
                    "Memory in bytes per journal for what is not yet written, a power of two from 2097152 to"
                            + " 1073741824. Too little pushes back on clients while the disk is slow; too much only costs memory.")
    int bufferBytes() default JournalSettings.DEFAULT_BUFFER_BYTES;
}
