package io.gantry.engine.api.migration;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Sets the service property {@value #PROPERTY} of a strategy: the name by which operators ask for it, such as {@code freeze-switch}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface MigrationStrategyName {

    /** The property. */
    String PROPERTY = "migration.strategy.name";

    /** Begins the property's name. */
    String PREFIX_ = "migration.strategy.";

    /** Lower-case words joined by hyphens. */
    String name();
}
