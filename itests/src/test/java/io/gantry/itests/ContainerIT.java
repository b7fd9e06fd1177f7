package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** The container as it ships: it resolves, it starts, it offers what it should and nothing else. */
@ExtendWith(ContainerExtension.class)
final class ContainerIT {

    private static final String OURS = "io.gantry.";

    /** Gives the packages of the JDK. */
    private static final String FRAMEWORK = "org.apache.felix.framework";

    private static final Set<String> SHARED = Set.of("io.gantry.engine.api", "io.gantry.protocol", "io.gantry.client");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** States of a component, see ComponentConfigurationDTO. */
    private static final int SATISFIED = 4;

    private static final int ACTIVE = 8;

    @Test
    void shouldStartEveryBundleOfTheDistributionAtItsLevel(BundleContext context, Distribution distribution) {
        List<String> wanted = distribution.bundles().stream()
                .map(file -> file.symbolicName() + " at level " + file.startLevel())
                .toList();

        List<String> started = bundles(context)
                .filter(bundle -> bundle.getState() == (isFragment(bundle) ? Bundle.RESOLVED : Bundle.ACTIVE))
                .map(bundle -> bundle.getSymbolicName() + " at level "
                        + bundle.adapt(BundleStartLevel.class).getStartLevel())
                .toList();

        assertThat(started).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster.Membership",
                "cluster.MigrationLocks",
                "cluster.OwnerRegister",
                "cluster.Peers",
                "cluster.RouteCache",
                "journal.JournalFactory",
                "migration.MigrationCoordinator",
                "migration.MigrationStrategy",
                "partition.ExportSide",
                "partition.ImportSide",
                "partition.PartitionHost",
                "routing.Router",
                "routing.SymbolListing",
            })
    void shouldOfferEachServiceOfTheEngineOnce(String service, Services services) {
        services.reference("io.gantry.engine.api." + service, "");

        assertThat(services.references("io.gantry.engine.api." + service, "")).hasSize(1);
    }

    @Test
    void shouldOfferBothBooksAndServeWithTheDefaultOne(Services services, Engine engine) {
        services.reference("io.gantry.engine.api.book.OrderBookFactory", "");
        engine.awaitServing();

        assertThat(services.references("io.gantry.engine.api.book.OrderBookFactory", "").stream()
                        .map(book -> book.getBundle().getSymbolicName()))
                .containsExactlyInAnyOrder("io.gantry.orderbook", "io.gantry.orderbook.reference");
        assertThat(engine.reports())
                .isNotEmpty()
                .allMatch(report -> report.book().equals("flat 1"));
    }

    @Test
    void shouldOfferTheStrategyUnderItsName(Services services) {
        ServiceReference<?> strategy = services.reference(
                "io.gantry.engine.api.migration.MigrationStrategy", "(migration.strategy.name=freeze-switch)");

        assertThat(strategy.getBundle().getSymbolicName()).isEqualTo("io.gantry.migration.freeze-switch");
    }

    @Test
    void shouldOfferTheCommandsOfOperators(BundleContext context) {
        await("commands of scope gantry")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(commands(context))
                        .contains("status", "workers", "routes", "strategies", "migrate", "list", "book"));
    }

    @Test
    void shouldHaveEveryComponentInServiceExceptThatOfTheOtherKindOfCluster(Services services) {
        Object runtime = services.get("org.osgi.service.component.runtime.ServiceComponentRuntime");

        await("components in service")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(notInService(runtime))
                        .containsExactly("io.gantry.hazelcast.membership: no configuration"));
    }

    @Test
    void shouldWireOurBundlesOnlyToWhatIsShared(BundleContext context) {
        List<String> wires = ours(context)
                .flatMap(bundle ->
                        bundle.adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .filter(wire -> wire.getProvider().getSymbolicName().startsWith(OURS))
                .filter(wire -> !SHARED.contains(wire.getProvider().getSymbolicName()))
                .map(BundleWire::toString)
                .toList();

        assertThat(wires).isEmpty();
    }

    @Test
    void shouldWireStrategiesToTheContractsAlone(Services services) {
        Set<String> providers = new TreeSet<>();
        services.bundle("io.gantry.migration.freeze-switch")
                .adapt(BundleWiring.class)
                .getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE)
                .forEach(wire -> providers.add(wire.getProvider().getSymbolicName()));

        assertThat(providers).contains("io.gantry.engine.api").isSubsetOf("io.gantry.engine.api", FRAMEWORK);
    }

    @Test
    void shouldLetOnlyTheirOwnersSeeHazelcastAndNetty(BundleContext context) {
        assertThat(importersOf(context, "com.hazelcast")).containsOnly("io.gantry.hazelcast.membership");
        assertThat(importersOf(context, "io.netty")).isSubsetOf("io.gantry.transport", "io.gantry.client");
    }

    @Test
    void shouldExportNothingFromBundlesThatImplement(BundleContext context) {
        List<String> exports = ours(context)
                .filter(bundle -> !SHARED.contains(bundle.getSymbolicName()))
                .flatMap(bundle ->
                        bundle.adapt(BundleWiring.class).getCapabilities(PackageNamespace.PACKAGE_NAMESPACE).stream())
                .map(BundleCapability::toString)
                .toList();

        assertThat(exports).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "io.gantry.engine.api, io.gantry.worker",
        "io.gantry.journal, io.gantry.journal",
        "io.gantry.partition, io.gantry.partition",
        "io.gantry.transport, io.gantry.transport",
        "io.gantry.migration, io.gantry.migration",
        "io.gantry.migration.freeze-switch, io.gantry.migration.freezeswitch",
        "io.gantry.hazelcast.membership, io.gantry.hazelcast.membership",
    })
    void shouldDescribeEachConfigurationAndEachOfItsSettings(String bundle, String pid, Services services) {
        Object metatype = services.get("org.osgi.service.metatype.MetaTypeService");
        Object information = Reflection.call(metatype, "getMetaTypeInformation", services.bundle(bundle));

        Object description = Reflection.call(information, "getObjectClassDefinition", pid, null);

        Object[] settings = (Object[]) Reflection.call(description, "getAttributeDefinitions", -1);
        assertThat(settings)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(Reflection.call(setting, "getDescription"))
                        .asString()
                        .as("description of %s", Reflection.call(setting, "getID"))
                        .isNotBlank());
    }

    @Test
    void shouldNoteThePortItListensOn(TestHome home) {
        await("port").atMost(LIMIT).until(() -> home.port().isPresent());

        assertThat(home.port().getAsInt()).isBetween(1, 65_535);
    }

    private static Stream<Bundle> bundles(BundleContext context) {
        return Arrays.stream(context.getBundles()).filter(bundle -> bundle.getBundleId() != 0);
    }

    private static Stream<Bundle> ours(BundleContext context) {
        return bundles(context).filter(bundle -> bundle.getSymbolicName().startsWith(OURS));
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }

    private static Set<String> importersOf(BundleContext context, String packages) {
        Set<String> importers = new TreeSet<>();
        ours(context)
                .forEach(bundle ->
                        bundle.adapt(BundleWiring.class).getRequiredWires(PackageNamespace.PACKAGE_NAMESPACE).stream()
                                .map(wire -> (String)
                                        wire.getCapability().getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE))
                                .filter(name -> name.startsWith(packages))
                                .forEach(name -> importers.add(bundle.getSymbolicName())));
        return importers;
    }

    private static Set<String> commands(BundleContext context) throws Exception {
        ServiceReference<?>[] references = context.getAllServiceReferences(null, "(osgi.command.scope=gantry)");
        Set<String> names = new TreeSet<>();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            Object functions = reference.getProperty("osgi.command.function");
            names.addAll(functions instanceof String[] several ? List.of(several) : List.of((String) functions));
        }
        return names;
    }

    /** Components of ours without a satisfied or active configuration. */
    private static List<String> notInService(Object runtime) {
        List<String> idle = new ArrayList<>();
        Object none = new Bundle[0];
        for (Object component : (Collection<?>) Reflection.call(runtime, "getComponentDescriptionDTOs", none)) {
            String name = (String) Reflection.field(component, "name");
            if (!name.startsWith(OURS)) {
                continue;
            }
            Collection<?> states = (Collection<?>) Reflection.call(runtime, "getComponentConfigurationDTOs", component);
            if (states.isEmpty()) {
                idle.add(name + ": no configuration");
            }
            for (Object state : states) {
                int code = (Integer) Reflection.field(state, "state");
                if (code != SATISFIED && code != ACTIVE) {
                    idle.add(name + ": state " + code + " " + Reflection.field(state, "failure"));
                }
            }
        }
        return idle;
    }
}
