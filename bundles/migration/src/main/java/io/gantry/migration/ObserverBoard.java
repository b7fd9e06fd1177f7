package io.gantry.migration;

import io.gantry.engine.api.migration.MigrationObserver;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.StepKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whiteboard of {@link MigrationObserver}s. Each is borrowed for one call. */
@Component(name = ObserverBoard.NAME, service = ObserverBoard.class)
public final class ObserverBoard implements MigrationRun.Observers {

    static final String NAME = "io.gantry.migration.observers";

    private static final Logger LOG = LoggerFactory.getLogger(ObserverBoard.class);

    private final BundleContext context;
    private final List<ServiceReference<MigrationObserver>> observers = new CopyOnWriteArrayList<>();

    @Activate
    public ObserverBoard(BundleContext context) {
        this.context = context;
    }

    @Reference(
            name = "observer",
            service = MigrationObserver.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "remove")
    void add(ServiceReference<MigrationObserver> observer) {
        observers.add(observer);
    }

    void remove(ServiceReference<MigrationObserver> observer) {
        observers.remove(observer);
    }

    @Override
    public void tellBefore(MigrationReport migration, StepKind step) {
        observers.forEach(reference -> tell(reference, observer -> observer.before(migration, step)));
    }

    @Override
    public void tellAfter(MigrationReport migration, StepKind step) {
        observers.forEach(reference -> tell(reference, observer -> observer.after(migration, step)));
    }

    @Override
    public void tellEnded(MigrationReport migration) {
        for (ServiceReference<MigrationObserver> reference : observers) {
            try {
                tell(reference, observer -> observer.ended(migration));
            } catch (StepFailure failure) {
                LOG.warn("{} has ended: {}", migration.description(), failure.getMessage());
            }
        }
    }

    private void tell(ServiceReference<MigrationObserver> reference, Consumer<MigrationObserver> call) {
        MigrationObserver observer = context.getService(reference);
        if (observer == null) {
            return;
        }
        try {
            call.accept(observer);
        } catch (Throwable failure) { // whatever a plugin throws is a result of calling it
            throw new StepFailure(
                    "observer " + observer.getClass().getName() + " objects: " + StepFailure.words(failure));
        } finally {
            context.ungetService(reference);
        }
    }
}
