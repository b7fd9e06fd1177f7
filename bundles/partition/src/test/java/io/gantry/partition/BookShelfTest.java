package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.partition.PartitionException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

class BookShelfTest {

    private static final OtherBooks FLAT = new OtherBooks("flat", 1);
    private static final OtherBooks OTHER = new OtherBooks("other", 1);

    private final List<String> registry = new ArrayList<>();
    private final BookShelf shelf = new BookShelf(
            stub(
                    BundleContext.class,
                    (method, arguments) -> "registerService".equals(method) ? registered(arguments[0]) : null),
            stub(PartitionConfig.class, (method, arguments) -> "book".equals(method) ? "flat" : null));

    @Test
    void shouldOfferBooksWhenTheNamedOneIsHere() {
        shelf.addFactory(reference(1), OTHER);
        shelf.addFactory(reference(2), FLAT);

        shelf.activate();

        assertThat(registry).containsExactly("registered " + BookSource.class);
        assertThat(shelf.factory()).isSameAs(FLAT);
    }

    @Test
    void shouldOfferBooksOnceWhenTheNamedOneComesLater() {
        shelf.addFactory(reference(1), OTHER);
        shelf.activate();
        assertThat(registry).isEmpty();

        shelf.addFactory(reference(2), FLAT);
        shelf.addFactory(reference(3), new OtherBooks("flat", 1));

        assertThat(registry).hasSize(1);
    }

    @Test
    void shouldGoOnOfferingButRefuseNewBooksWhenTheNamedOneLeaves() {
        ServiceReference<OrderBookFactory> flat = reference(2);
        shelf.addFactory(reference(1), OTHER);
        shelf.addFactory(flat, FLAT);
        shelf.activate();

        shelf.removeFactory(flat);

        assertThat(registry).as("the partitions go on").hasSize(1);
        assertThatThrownBy(shelf::factory)
                .isInstanceOf(PartitionException.class)
                .hasMessage("book flat is not here: start the bundle that brings it, or name another book; here are"
                        + " [other]");
        OtherBooks again = new OtherBooks("flat", 1);
        shelf.addFactory(reference(3), again);
        assertThat(shelf.factory()).isSameAs(again);
    }

    @Test
    void shouldTakeTheOneOfHigherRankWhenTwoHaveTheName() {
        OtherBooks better = new OtherBooks("flat", 2);
        shelf.addFactory(reference(5), better);
        shelf.addFactory(reference(4), FLAT);

        assertThat(shelf.factory()).isSameAs(better);
    }

    @Test
    void shouldOfferNothingAnyMoreWhenItIsDeactivated() {
        shelf.addFactory(reference(1), FLAT);
        shelf.activate();

        shelf.deactivate();

        assertThat(registry).containsExactly("registered " + BookSource.class, "unregistered");
    }

    @Test
    void shouldNotListASymbolWhenTheNamedBookIsNotHere() {
        RecordingOutput output = new RecordingOutput();
        PartitionCore core = new PartitionCore(1, shelf, output, 3, 1000);

        assertThatThrownBy(() -> core.list(Commands.INSTRUMENT, 1)).isInstanceOf(PartitionException.class);
        assertThat(output.log).as("nothing that a restart could not read").isEmpty();

        shelf.addFactory(reference(1), FLAT);
        assertThat(core.list(Commands.INSTRUMENT, 1)).isTrue();
        assertThat(core.symbols().owns(1)).isTrue();
    }

    private ServiceRegistration<?> registered(Object type) {
        registry.add("registered " + type);
        return stub(ServiceRegistration.class, (method, arguments) -> {
            registry.add("unregistered");
            return null;
        });
    }

    /** Sorted by rank, as the framework's are. */
    private record Ranked(int rank) implements ServiceReference<OrderBookFactory> {
        @Override
        public int compareTo(Object other) {
            return Integer.compare(rank, ((Ranked) other).rank);
        }

        @Override
        public Object getProperty(String key) {
            return null;
        }

        @Override
        public String[] getPropertyKeys() {
            return new String[0];
        }

        @Override
        public Bundle getBundle() {
            return null;
        }

        @Override
        public Bundle[] getUsingBundles() {
            return null;
        }

        @Override
        public boolean isAssignableTo(Bundle bundle, String className) {
            return true;
        }

        @Override
        public Dictionary<String, Object> getProperties() {
            return new Hashtable<>();
        }

        @Override
        public <A> A adapt(Class<A> type) {
            return null;
        }
    }

    private static ServiceReference<OrderBookFactory> reference(int rank) {
        return new Ranked(rank);
    }

    private interface Answer {
        Object to(String method, Object[] arguments);
    }

    private static <T> T stub(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
