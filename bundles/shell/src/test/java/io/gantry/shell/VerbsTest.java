package io.gantry.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RegisterKeepers;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.partition.PartitionReport;
import io.gantry.engine.api.routing.ListingRefusedException;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import io.gantry.shell.Shell.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that show and list, run by a real Gogo. */
class VerbsTest {

    private final FakeEngine engine = new FakeEngine();
    private final List<NewSymbol> listed = new ArrayList<>();
    private final SymbolListing listing = symbols -> {
        if (symbols.get(0).symbol().equals("S1")) {
            throw new ListingRefusedException("symbol S1 is listed otherwise already");
        }
        listed.addAll(symbols);
        List<SymbolOwner> owners = new ArrayList<>();
        for (NewSymbol symbol : symbols) {
            owners.add(new SymbolOwner(
                    symbol.withNumber(10 + owners.size()), symbol.partition(), 1, SymbolOwner.NO_MIGRATION));
        }
        return owners;
    };
    private final Shell shell = new Shell()
            .with("workers", new WorkersVerb(engine.membership(), engine.router()))
            .with("routes", new RoutesVerb(engine.router()))
            .with("strategies", new StrategiesVerb(engine.coordinator))
            .with("migrations", new MigrationsVerb(engine.coordinator))
            .with("list", new ListVerb(listing))
            .with("help", new HelpVerb())
            .with(
                    "status",
                    new StatusVerb(
                            Optional.of(engine.membership()),
                            Optional.of(WEAK),
                            Optional.of(engine.host()),
                            () -> 61_000));

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void shouldListWorkersByName() {
        Answer answer = shell.run("gantry:workers");

        assertThat(answer.status()).isZero();
        assertThat(answer.out())
                .containsExactly(
                        "WORKER  ADDRESS         PRIMARY OF  IN SYNC FOR",
                        "w1      127.0.0.1:7401         1,2            3  this one",
                        "w2      127.0.0.1:7402           3");
        assertThat(shell.run("gantry:workers --json").json())
                .isEqualTo("{\"workers\":[{\"name\":\"w1\",\"host\":\"127.0.0.1\",\"port\":7401,\"incarnation\":\"a\","
                        + "\"self\":true,\"partitions\":[1,2],\"standbys\":[3]},{\"name\":\"w2\",\"host\":\"127.0.0.1\",\"port\":7402,"
                        + "\"incarnation\":\"b\",\"self\":false,\"partitions\":[3],\"standbys\":[]}]}");
    }

    @Test
    void shouldShowRoutes() {
        Answer answer = shell.run("gantry:routes S4");

        assertThat(answer.out())
                .containsExactly(
                        "SYMBOL  ID  PARTITION  PRIMARY  EPOCH  MIGRATION",
                        "S4       4          3  w2           1",
                        "",
                        "PARTITION  PRIMARY  ADDRESS         EPOCH  IN SYNC",
                        "        3  w2       127.0.0.1:7402      1  w1,w2",
                        "routes version 4");
        assertThat(shell.run("gantry:routes S4 --json").json())
                .isEqualTo(
                        "{\"version\":4,\"partitions\":[{\"partition\":3,\"worker\":\"w2\",\"epoch\":1,\"version\":4,"
                                + "\"inSync\":[\"w1\",\"w2\"],\"alive\":true,\"address\":\"127.0.0.1:7402\"}],\"symbols\":[{\"symbol\":\"S4\",\"symbolId\":4,"
                                + "\"partition\":3,\"worker\":\"w2\",\"epoch\":1,\"migration\":\"\",\"priceDecimals\":2,"
                                + "\"tickSize\":5,\"lotSize\":1}]}");
        assertThat(shell.run("gantry:routes").out()).hasSize(11);
    }

    @Test
    void shouldRefuseWhenARouteIsUnknown() {
        assertFails("gantry:routes NOPE", 1, "unknown symbol NOPE");
        assertFails(
                "gantry:routes '../\u00fc'",
                1,
                "not a symbol: '../?'. A symbol has 1 to 24 characters of A-Z 0-9 . _ - and starts with a letter or a"
                        + " digit");
    }

    @Test
    void shouldListStrategies() {
        assertThat(shell.run("gantry:strategies --json").json())
                .isEqualTo("{\"strategies\":[{\"name\":\"freeze-switch\",\"ranking\":0,"
                        + "\"bundle\":\"io.gantry.migration.freeze-switch\",\"version\":\"0.1.0\"}]}");
        assertThat(shell.run("gantry:strategies").out()).hasSize(2);
    }

    @Test
    void shouldListMigrations() {
        engine.coordinator.knows(FakeEngine.report(List.of("S1"), MigrationState.ROLLED_BACK, "seal broke"));

        assertThat(shell.run("gantry:migrations").out().get(1))
                .contains("S1-e1-v4", "ROLLED_BACK", "1 on w1", "3 on w2", "3.456", "seal broke");
        assertThat(shell.run("gantry:migrations --json").json())
                .isEqualTo("{\"migrations\":[{\"id\":\"S1-e1-v4\",\"strategy\":\"freeze-switch\",\"symbols\":[\"S1\"],"
                        + "\"source\":{\"partition\":1,\"worker\":\"w1\"},\"target\":{\"partition\":3,\"worker\":\"w2\"},"
                        + "\"outcome\":\"ROLLED_BACK\",\"step\":\"retire\",\"detail\":\"seal broke\",\"restingOrders\":12,"
                        + "\"pauseMicros\":3456,\"durationMillis\":7,\"snapshotBytes\":890,"
                        + "\"hashAtCut\":\"0123456789abcdef\"}]}");
    }

    @Test
    void shouldListSymbolsWithTheirGrid() {
        Answer answer = shell.run("gantry:list NEW1 '1E5' --partition 2 --tick 5 --lot 10 --price-decimals 4 --json");

        assertThat(answer.status()).isZero();
        assertThat(listed).containsExactly(new NewSymbol("NEW1", 2, 4, 5, 10), new NewSymbol("1E5", 2, 4, 5, 10));
        assertThat(answer.json())
                .startsWith("{\"listed\":[{\"symbol\":\"NEW1\",\"symbolId\":10,\"partition\":2,\"epoch\":1,"
                        + "\"priceDecimals\":4,\"tickSize\":5,\"lotSize\":10}");
        assertThat(shell.run("gantry:list NEW2 --partition 2").out())
                .containsExactly("listed NEW2 as number 10 in partition 2");
    }

    @Test
    void shouldSayWhyWhenSymbolsCannotBeListed() {
        assertFails("gantry:list S1 --partition 2", 1, "symbol S1 is listed otherwise already");
        assertFails("gantry:list NEW --partition 0", 1, "symbol NEW: partition 0 not in 1..1023");
        assertFails("gantry:list NEW --partition 1 --tick -5", 1, "symbol NEW: tick size -5 is not above zero");
        assertThat(listed).isEmpty();
    }

    /** A register that has lost one of its keepers. */
    private static final OwnerRegister WEAK = new OwnerRegister() {
        @Override
        public OwnerTable read() {
            return OwnerTable.EMPTY;
        }

        @Override
        public boolean compareAndSet(OwnerTable expected, OwnerTable next) {
            return false;
        }

        @Override
        public RegisterKeepers keepers() {
            return new RegisterKeepers(2, 3);
        }
    };

    @Test
    void shouldShowHowTheWorkerDoes() {
        engine.reports.add(FakeEngine.report(3, "RECOVERING", "", PartitionReport.LEARNER));
        engine.reports.add(FakeEngine.report(1, "SERVING", "", PartitionReport.PRIMARY));

        assertThat(shell.run("gantry:status --json").json())
                .isEqualTo(
                        "{\"worker\":\"w1\",\"state\":\"RECOVERING\",\"address\":\"127.0.0.1:7401\",\"clustered\":true,"
                                + "\"uptimeMillis\":61000,\"members\":[\"w1\",\"w2\"],\"register\":{\"present\":2,\"wanted\":3},"
                                + "\"partitions\":[" + json(1, "SERVING", "PRIMARY") + ","
                                + json(3, "RECOVERING", "LEARNER")
                                + "]}");
        assertThat(shell.run("gantry:status").out())
                .containsExactly(
                        "worker w1 is RECOVERING at 127.0.0.1:7401, up 61 s, members w1, w2",
                        "the register is kept by 2 of 3: stop no other worker until it is whole again",
                        "PARTITION  STATE       ROLE     EPOCH  IN SYNC  SYMBOLS  COMMANDS  RESTING  JOURNAL  DURABLE"
                                + "  COMMITTED  QUEUED  BOOK    DETAIL",
                        "        1  SERVING     PRIMARY      3  w1,w2          2        30       12      500      400"
                                + "        300      64  flat 1",
                        "        3  RECOVERING  LEARNER      3  w1,w2          2        30       12      500      400"
                                + "        300      64  flat 1");
    }

    private static String json(int partition, String state, String role) {
        return "{\"partition\":" + partition + ",\"state\":\"" + state + "\",\"detail\":\"\",\"role\":\"" + role
                + "\",\"epoch\":3,\"inSync\":[\"w1\",\"w2\"],\"symbols\":2,\"commands\":30,\"restingOrders\":12,"
                + "\"journalBytes\":500,\"durableBytes\":400,\"committedBytes\":300,\"queuedBytes\":64,\"book\":\"flat 1\"}";
    }

    @Test
    void shouldSayStartingServingOrFailedAsPartitionsDo() {
        assertThat(shell.run("gantry:status --json").json()).contains("\"state\":\"STARTING\"");
        engine.reports.add(FakeEngine.report(1, "SERVING", "", PartitionReport.PRIMARY));
        engine.reports.add(FakeEngine.report(3, "SERVING", "", PartitionReport.STANDBY));
        assertThat(shell.run("gantry:status --json").json()).contains("\"state\":\"SERVING\",\"address\"");
        engine.reports.add(FakeEngine.report(2, "FAILED", "disk full", PartitionReport.RECOVERING));
        assertThat(shell.run("gantry:status --json").json()).contains("\"state\":\"FAILED\",\"address\"", "disk full");
    }

    @Test
    void shouldAnswerStatusWhenNothingElseIsThereYet() {
        shell.with("bare", new StatusVerb(Optional.empty(), Optional.empty(), Optional.empty(), () -> 1));

        assertThat(shell.run("gantry:bare --json").json())
                .isEqualTo(
                        "{\"worker\":\"\",\"state\":\"STARTING\",\"address\":\"\",\"clustered\":false,"
                                + "\"uptimeMillis\":1,\"members\":[],\"register\":{\"present\":0,\"wanted\":1},\"partitions\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"workers", "routes", "strategies", "migrations", "list", "status", "help"})
    void shouldPrintHelpWhenAsked(String verb) {
        Answer answer = shell.run("gantry:" + verb + " --help");

        assertThat(answer.status()).isZero();
        assertThat(answer.out().get(0)).startsWith("Usage: " + verb);
        assertThat(answer.json()).contains("--json");
        assertThat(answer.err()).isEmpty();
    }

    @Test
    void shouldListAllCommandsInHelp() {
        assertThat(shell.run("help").out())
                .anyMatch(line -> line.startsWith("migrate     Moves symbols"))
                .anyMatch(line -> line.startsWith("workers"));
        assertThat(shell.run("help migrate").json()).contains("--strategy=NAME", "--dry-run");
        assertThat(shell.run("help --json").json())
                .startsWith(
                        "{\"commands\":[{\"name\":\"book\",\"synopsis\":\"book [--help] [--here] [--json] [--levels=N] SYMBOL\"");
        assertFails(
                "help nonsense",
                1,
                "no such command; there are: book, help, list, migrate, migrations, routes, status, strategies,"
                        + " workers");
    }

    @Test
    void shouldSayHowItIsUsedWhenAskedWrongly() {
        assertFails(
                "gantry:list NEW",
                2,
                "list: Missing required option: '--partition=P' (usage: list [--help] [--json] [--lot=L] --partition=P"
                        + " [--price-decimals=D] [--tick=T] SYMBOL...)");
        assertThat(shell.run("gantry:list NEW --partition x").err().get(0))
                .startsWith("list: Invalid value for option '--partition': 'x' is not an int");
        assertThat(shell.run("gantry:workers --nonsense").err().get(0)).startsWith("workers: Unknown option");
        assertThat(shell.run("gantry:workers @/etc/passwd").err().get(0))
                .startsWith("workers: Unmatched argument at index 0: '@/etc/passwd'");
    }

    private void assertFails(String line, int status, String why) {
        Answer answer = shell.run(line);
        assertThat(answer.err()).containsExactly(why);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.out()).isEmpty();
    }
}
