package io.gantry.engine.api.worker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What a worker is called and where it lives. Read by every component that needs it, under the {@link #PID}. */
@ObjectClassDefinition(
        id = WorkerConfig.PID,
        pid = WorkerConfig.PID,
        name = "Gantry worker",
        description = "Name, addresses and folder of one worker. Changes take effect when the worker starts again.")
public @interface WorkerConfig {

    /** Name of the configuration. */
    String PID = "io.gantry.worker";

    @AttributeDefinition(description = "Name, unique in the cluster: 1 to 40 characters of a-z A-Z 0-9 . _ -")
    String name() default "w1";

    @AttributeDefinition(
            description =
                    "Address to listen on and to be reached at. Keep it on loopback unless the network is trusted.")
    String host() default "127.0.0.1";

    @AttributeDefinition(
            description =
                    "TCP port for clients and other workers, 1 to 65535; 0 picks a free one (a worker alone only)")
    int port() default 7400;

    @AttributeDefinition(description = "The worker's own folder: data/, run/ and log/ are below it")
    String home() default ".";

    @AttributeDefinition(description = "Name of the cluster; workers of other clusters are refused")
    String cluster() default "gantry";

    @AttributeDefinition(description = "Secret that workers of one cluster share; empty refuses links between workers")
    String secret() default "";

    @AttributeDefinition(
            description = "Partitions of which this worker becomes the primary when nobody owns them, comma separated"
                    + " numbers from 1 to 1023")
    String partitions() default "1";

    @AttributeDefinition(
            description =
                    "Partitions of which this worker keeps a replica besides, to take over when their primary dies;"
                            + " comma separated, none of those in partitions; empty for none")
    String standbys() default "";
}
