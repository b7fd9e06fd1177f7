package io.gantry.journal;

import static io.gantry.journal.JournalFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import java.io.File;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that cannot be had, and settings that cannot be. */
class JournalFolderTest {
    @TempDir
    Path folder;

    @Test
    void shouldRefuseWhenTheJournalIsOpenInThisProcess() throws Exception {
        JournalFixture fixture = JournalFixture.written(folder);
        Path sameFolder = folder.resolve("../" + folder.getFileName());

        try (Journal journal = fixture.open()) {
            assertThatThrownBy(() -> JournalFixture.written(sameFolder).open())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is open in this process")
                    .hasMessageContaining("stop that one, or use another folder");
            assertThat(journal.failure()).isEmpty();
        }

        assertThat(fixture.read()).isEmpty();
    }

    @Test
    void shouldRefuseWhenTheJournalIsOpenInAnotherProcess() throws Exception {
        JournalFixture fixture = JournalFixture.written(folder);
        fixture.fill(records(1, 10));
        Process other = startLockHolder(folder);
        try {
            other.inputReader().readLine();

            assertThatThrownBy(fixture::open)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("journal " + folder + " is open in process " + other.pid());
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fixture.read()).as("a killed process holds no lock").hasSize(1);
    }

    static Process startLockHolder(Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(placeOf(LockHolder.class) + File.pathSeparator + placeOf(LockFile.class));
        command.add(LockHolder.class.getName());
        command.add(folder.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String placeOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    @Test
    void shouldSayWhatIsInTheWayWhenTheFolderIsAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("data"), "");

        assertThatThrownBy(() -> JournalFixture.written(file).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal " + file + ": " + file + " is in the way: it is not a folder");
        assertThatThrownBy(() -> JournalFixture.written(file.resolve("journal")).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("journal " + file.resolve("journal"));
    }

    @Test
    void shouldSayWhoMayNotWhenTheFolderIsNotWritable() throws Exception {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(closed), "the superuser may write anywhere");

        assertThatThrownBy(() -> JournalFixture.written(closed).open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("may not read and write " + closed);
    }

    @Test
    void shouldSayWhoMayNotWhenTheSystemDeniesAccess() {
        Storage denied = new DeniedStorage();
        JournalSettings settings = new JournalSettings(4096, JournalFixture.RING_BYTES);

        assertThatThrownBy(() -> new Journals(settings, denied, true)
                        .open(folder, Durability.REPLICATED_FSYNC, JournalFactory.KEEP_ALL, (position, record) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("journal " + folder + ": user " + System.getProperty("user.name")
                        + " may not read and write " + folder + ". Give him that right, or use another folder")
                .hasCauseInstanceOf(AccessDeniedException.class);
    }

    @Test
    void shouldRefuseSettingsWhenTheyAreOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JournalSettings(4095, 1 << 21))
                .withMessageContaining("segmentBytes=4095");
        for (int bytes : new int[] {-1, 0, 1 << 13, (1 << 14) + 8, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new JournalSettings(4096, bytes))
                    .withMessageContaining("bufferBytes=" + bytes + " is not a power of two from 16384");
        }
        for (int bytes : new int[] {-1, 0, 1 << 20, (1 << 21) + 8, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JournalSettings.ofWorker(4096, bytes))
                    .withMessageContaining("bufferBytes=" + bytes + " is not a power of two from 2097152");
        }
    }

    @Test
    void shouldTellTheLongestRecordWhenTheBufferIsSmall() throws Exception {
        Journals journals = new Journals(new JournalSettings(4096, 16 << 10), new DiskStorage(), false);
        try (Journal journal = journals.open(
                        folder, Durability.REPLICATED, JournalFactory.KEEP_ALL, (position, record) -> {})
                .journal()) {
            journal.append(ByteBuffer.allocate(8192));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.append(ByteBuffer.allocate(8193)))
                    .withMessageContaining("a record has 1 to 8192 bytes, not 8193");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.snapshot(0).add(ByteBuffer.allocate(8193)))
                    .withMessageContaining("a part of a snapshot has 1 to 8192 bytes, not 8193");
        }
    }

    @Test
    void shouldEndTheWorkerWhenTheConfigurationIsOutOfRange() {
        List<String> fatal = new ArrayList<>();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JournalFactoryComponent(config(17), fatal::add))
                .withMessageContaining("configuration io.gantry.journal: segmentBytes=17");

        assertThat(fatal).singleElement().asString().startsWith("configuration io.gantry.journal: segmentBytes=17");
    }

    @Test
    void shouldOpenWhenConfigured() throws Exception {
        new JournalFactoryComponent(config(4096), message -> {})
                .open(folder, Durability.REPLICATED_FSYNC, JournalFactory.KEEP_ALL, (position, record) -> {})
                .journal()
                .close();

        assertThat(folder.resolve("00000000000000000000.log")).hasSize(4096);
    }

    private static JournalConfig config(long segmentBytes) {
        return new JournalConfig() {
            @Override
            public long segmentBytes() {
                return segmentBytes;
            }

            @Override
            public int bufferBytes() {
                return JournalSettings.MIN_WORKER_BUFFER_BYTES;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return JournalConfig.class;
            }
        };
    }
}
