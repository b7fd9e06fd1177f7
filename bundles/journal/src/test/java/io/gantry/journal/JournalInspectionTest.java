package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.journal.InspectedFile.Finding;
import io.gantry.journal.InspectedFile.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalInspectionTest {
    @TempDir
    Path folder;

    private JournalFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
    }

    /** Three segments of two records each, snapshots at the end of the second and the fifth record. */
    private void fill() throws IOException {
        try (Journal journal = fixture.open()) {
            for (int i = 0; i < 6; i++) {
                append(journal, records(i, 1500).get(0));
                if (i == 1 || i == 4) {
                    snapshot(journal, new byte[100], new byte[200]);
                }
            }
        }
    }

    private List<InspectedFile> verify() throws IOException {
        Map<String, String> before = fixture.content();
        try (JournalInspection inspection = JournalInspection.of(folder)) {
            List<InspectedFile> files = inspection.verify();
            assertThat(fixture.content()).as("nothing is changed").isEqualTo(before);
            return files;
        }
    }

    private static InspectedFile named(List<InspectedFile> files, Path path) {
        return files.stream()
                .filter(file -> file.name().equals(path.getFileName().toString()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> findings(List<InspectedFile> files) {
        return files.stream().flatMap(file -> file.findings().stream()).toList();
    }

    @Test
    void shouldTellWhatIsInEachFileWhenAllIsGood() throws Exception {
        fill();

        List<InspectedFile> files = verify();

        assertThat(findings(files)).isEmpty();
        // The first segment is wholly before the older snapshot, and so it is gone.
        InspectedFile second = named(files, fixture.segment(3040));
        assertThat(second.kind()).isEqualTo(Kind.SEGMENT);
        assertThat(second.from()).isEqualTo(3040);
        assertThat(second.to()).isEqualTo(6080);
        assertThat(second.records()).isEqualTo(2);
        assertThat(second.bytes()).isEqualTo(4096);
        assertThat(named(files, fixture.segment(6080)).state()).isEqualTo("good, the last one");
        assertThat(named(files, fixture.snapshot(7600)).records()).isEqualTo(2);
        assertThat(files.get(files.size() - 1).state()).isEqualTo("closed at position 9120");
    }

    @Test
    void shouldCallItNoDamageWhenACrashLeftATornTail() throws Exception {
        fill();
        byte[] bytes = Files.readAllBytes(fixture.segment(6080));
        Arrays.fill(bytes, 32 + 1520 + 700, 32 + 3040, (byte) 0);
        fixture.put(fixture.segment(6080), bytes);

        List<InspectedFile> files = verify();

        assertThat(findings(files)).isEmpty();
        InspectedFile last = named(files, fixture.segment(6080));
        assertThat(last.records()).isEqualTo(1);
        assertThat(last.state()).isEqualTo("good up to what a crash left, which is cut off at the next start");
        assertThat(files.get(files.size() - 1).state()).isEqualTo("none: the journal was not closed");
    }

    @Test
    void shouldTellEachDefectAndReadOnWhenSeveralRecordsAreBad() throws Exception {
        fixture.fillAndCrash(records(1, 100, 200, 300, 400, 500));
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        bytes[32 + 50] ^= 1;
        bytes[32 + 120 + 216 + 8] ^= 1;
        fixture.put(fixture.segment(0), bytes);

        List<InspectedFile> files = verify();

        InspectedFile segment = named(files, fixture.segment(0));
        assertThat(segment.records()).isEqualTo(3);
        assertThat(segment.findings()).hasSize(2);
        assertThat(segment.findings().get(0).offset()).isEqualTo(32);
        assertThat(segment.findings().get(0).position()).isZero();
        assertThat(segment.findings().get(0).what())
                .startsWith("the record does not match its checksum, but the record at offset ")
                .endsWith(" was written when all before it was on disk");
        assertThat(segment.findings().get(1).offset()).isEqualTo(368);
        assertThat(segment.findings().get(1).position()).isEqualTo(336);
        assertThat(segment.findings().get(1).what()).startsWith("the record does not say the position");
    }

    @Test
    void shouldTellWhatIsMissingOrBadWhenFilesAre() throws Exception {
        fill();
        byte[] newest = Files.readAllBytes(fixture.snapshot(7600));
        newest[32 + 116 + 4 + 50] ^= 1;
        Files.write(fixture.snapshot(7600), newest);
        InspectedFile snapshot = named(verify(), fixture.snapshot(7600));
        assertThat(snapshot.state()).isEqualTo("damaged");
        assertThat(snapshot.findings().get(0).offset()).isEqualTo(152);
        assertThat(snapshot.findings().get(0).what()).startsWith("part 1 (or the end mark) is bad");

        Files.delete(fixture.segment(3040));
        assertThat(findings(verify()))
                .hasSize(2)
                .extracting(Finding::what)
                .anySatisfy(what -> assertThat(what)
                        .isEqualTo("the log begins at position 6080, and no good snapshot is of it or later"));
    }

    @Test
    void shouldTellWhatIsMissingWhenASegmentInTheMiddleIs() throws Exception {
        fixture.fillAndCrash(records(1, 1500, 1500, 1500, 1500, 1500));
        Files.delete(fixture.segment(3040));

        assertThat(findings(verify()))
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("the log before it ends at position 3040, what was between is missing, but"
                        + " 00000000000000006080.log was written when all before it was on disk");
    }

    /** What opens is called good, and what is refused is called damaged. */
    @Test
    void shouldAgreeWithOpeningWhenDamagedInAnyWay() throws Exception {
        int damaged = 0;
        for (int seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            fixture = new JournalFixture(folder.resolve("seed-" + seed), 4096, Durability.REPLICATED_FSYNC);
            fixture.fillAndCrash(records(seed, 900, 1500, 700, 1200, 100, 2000));
            List<Path> files = fixture.segments();
            Path victim = files.get(random.nextInt(files.size()));
            byte[] bytes = Files.readAllBytes(victim);
            int from = random.nextInt(bytes.length);
            Arrays.fill(bytes, from, Math.min(bytes.length, from + 1 + random.nextInt(200)), (byte) random.nextInt(2));
            Files.write(victim, bytes);
            boolean isGood;
            try (JournalInspection inspection = JournalInspection.of(fixture.directory)) {
                isGood = findings(inspection.verify()).isEmpty();
            }
            boolean opens = true;
            try {
                fixture.open().close();
            } catch (JournalCorruptException e) {
                opens = false;
            }
            assertThat(isGood).as("seed " + seed).isEqualTo(opens);
            damaged += opens ? 0 : 1;
        }
        assertThat(damaged).isBetween(10, 55);
    }

    @Test
    void shouldShowRecordsFromAPositionWhenAsked() throws Exception {
        fill();
        List<Long> positions = new ArrayList<>();
        try (JournalInspection inspection = JournalInspection.of(folder)) {
            assertThat(inspection.startPosition()).isEqualTo(3040);
            Optional<String> fault = inspection.forEachRecord(4000, (position, record) -> {
                positions.add(position);
                assertThat(record.remaining()).isEqualTo(1500);
                return positions.size() < 2;
            });
            assertThat(fault).isEmpty();
        }
        assertThat(positions).containsExactly(4560L, 6080L);

        byte[] bytes = Files.readAllBytes(fixture.segment(6080));
        bytes[100] ^= 1;
        Files.write(fixture.segment(6080), bytes);
        try (JournalInspection inspection = JournalInspection.of(folder)) {
            assertThat(inspection.forEachRecord(0, (position, record) -> true))
                    .hasValueSatisfying(fault -> assertThat(fault)
                            .isEqualTo(
                                    "00000000000000006080.log at offset 32 (position 6080): what stands there does not match"
                                            + " its checksum"));
        }
    }

    @Test
    void shouldRefuseWhenTheJournalIsOpen() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            assertThatThrownBy(() -> JournalInspection.of(folder))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("journal " + folder + " is open in this process");
        }
        Process other = JournalFolderTest.startLockHolder(folder);
        try {
            other.inputReader().readLine();
            assertThatThrownBy(() -> JournalInspection.of(folder))
                    .hasMessageContaining("is open in process " + other.pid());
        } finally {
            other.destroyForcibly();
        }
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(verify()).hasSize(2);
    }

    @Test
    void shouldFindJournalsWhenAFolderHasSeveral() throws Exception {
        for (String name : List.of("partition-2", "partition-1")) {
            new JournalFixture(folder.resolve(name), 4096, Durability.REPLICATED).fill(List.of());
        }
        Files.createDirectory(folder.resolve("other"));

        assertThat(JournalInspection.journalsIn(folder))
                .containsExactly(folder.resolve("partition-1"), folder.resolve("partition-2"));
        assertThat(JournalInspection.journalsIn(folder.resolve("partition-1")))
                .containsExactly(folder.resolve("partition-1"));
        assertThat(JournalInspection.journalsIn(folder.resolve("other"))).isEmpty();
        assertThatThrownBy(() -> JournalInspection.journalsIn(folder.resolve("none")))
                .isInstanceOf(NotDirectoryException.class);
    }

    @Test
    void shouldNotWriteWhenTheFolderWasNeverLocked() throws Exception {
        fixture.fill(records(1, 10));
        Files.delete(folder.resolve(LockFile.NAME));

        assertThat(findings(verify())).isEmpty();

        assertThat(folder.resolve(LockFile.NAME)).doesNotExist();
    }
}
