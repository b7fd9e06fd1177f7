package io.gantry.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.journal.NoSpaceException;
import io.gantry.journal.Storage;
import io.gantry.journal.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SimulatedDiskTest {

    private static final Path FOLDER = Path.of("/w1/log");
    private static final Path FILE = FOLDER.resolve("a");
    private static final int SEEDS = 200;

    private static SimulatedDisk disk(long seed) {
        return new SimulatedDisk(new Dice(seed), Trace.silent(new Schedule()));
    }

    private static void write(StorageFile file, String text, long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            file.write(bytes, offset + bytes.position());
        }
    }

    private static String read(Storage disk, Path path) throws IOException {
        StorageFile file = disk.open(path);
        ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining()) {
            file.read(bytes, bytes.position());
        }
        return new String(bytes.array(), StandardCharsets.US_ASCII);
    }

    @Test
    void shouldKeepWhatWasSyncedWhenPowerFails() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed);
            Storage mounted = disk.mount();
            mounted.makeDirectory(FOLDER, true);
            StorageFile file = mounted.create(FILE);
            write(file, "synced", 0);
            file.force();
            mounted.syncDirectory(FOLDER);
            write(file, " and more", 6);

            disk.powerFailed();

            assertThat(read(disk.mount(), FILE)).as("seed " + seed).startsWith("synced");
        }
    }

    @Test
    void shouldLoseSomeOfWhatWasNotSyncedWhenPowerFails() throws IOException {
        int lost = 0;
        int kept = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed);
            Storage mounted = disk.mount();
            mounted.makeDirectory(FOLDER, true);
            StorageFile file = mounted.create(FILE);
            mounted.syncDirectory(FOLDER);
            write(file, "x".repeat(3_000), 0);

            disk.powerFailed();

            String left = read(disk.mount(), FILE);
            kept += left.equals("x".repeat(3_000)) ? 1 : 0;
            lost += left.isEmpty() ? 1 : 0;
        }
        assertThat(kept).isPositive();
        assertThat(lost).isPositive();
        assertThat(kept + lost).as("torn ones, too").isLessThan(SEEDS);
    }

    @Test
    void shouldShowWhatWasSyncedAndNoMoreWhenThePowerWouldFailInTheWorstWay() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = diskWithUnsynced(seed);

            SimulatedDisk after = disk.afterPowerFailure(new Dice(seed), true);

            assertThat(after.mount().list(FOLDER)).as("seed " + seed).containsExactly("a");
            assertThat(read(after.mount(), FILE)).as("seed " + seed).isEqualTo("s".repeat(600));
            assertThat(disk.mount().list(FOLDER)).as("it has its power still").containsExactly("a", "b");
            assertThat(read(disk.mount(), FILE)).isEqualTo("s".repeat(600) + "u".repeat(2_000));
        }
    }

    @Test
    void shouldShowWhatWasSyncedAndPerhapsMoreWhenThePowerWouldFail() throws IOException {
        int kept = 0;
        int lost = 0;
        int names = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk after = diskWithUnsynced(seed).afterPowerFailure(new Dice(seed), false);

            String left = read(after.mount(), FILE);
            assertThat(left).as("seed " + seed).startsWith("s".repeat(600));
            kept += left.equals("s".repeat(600) + "u".repeat(2_000)) ? 1 : 0;
            lost += left.length() == 600 ? 1 : 0;
            names += after.mount().list(FOLDER).size() == 2 ? 1 : 0;
        }
        assertThat(kept).isPositive();
        assertThat(lost).isPositive();
        assertThat(kept + lost).as("torn ones, too").isLessThan(SEEDS);
        assertThat(names).as("the name of the second").isBetween(1, SEEDS - 1);
    }

    /** A file with 600 bytes that are synced and 2000 that are not, and one whose name is not. */
    private static SimulatedDisk diskWithUnsynced(long seed) throws IOException {
        SimulatedDisk disk = disk(seed);
        Storage mounted = disk.mount();
        mounted.makeDirectory(FOLDER, true);
        StorageFile file = mounted.create(FILE);
        write(file, "s".repeat(600), 0);
        file.force();
        mounted.syncDirectory(FOLDER);
        write(file, "u".repeat(2_000), 600);
        mounted.create(FOLDER.resolve("b"));
        return disk;
    }

    @Test
    void shouldLoseNamesWhenFolderWasNotSynced() throws IOException {
        int lost = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulatedDisk disk = disk(seed);
            Storage mounted = disk.mount();
            mounted.makeDirectory(FOLDER, true);
            mounted.create(FILE).force();

            disk.powerFailed();

            lost += disk.mount().list(FOLDER).isEmpty() ? 1 : 0;
        }
        assertThat(lost).isBetween(1, SEEDS - 1);
    }

    @Test
    void shouldLoseNothingWhenOnlyTheProcessDies() throws IOException {
        SimulatedDisk disk = disk(1);
        Storage mounted = disk.mount();
        mounted.makeDirectory(FOLDER, true);
        write(mounted.create(FILE), "not synced", 0);

        disk.processDied();

        assertThat(read(disk.mount(), FILE)).isEqualTo("not synced");
    }

    @Test
    void shouldDoNothingForTheDead() throws IOException {
        SimulatedDisk disk = disk(1);
        Storage dead = disk.mount();
        dead.makeDirectory(FOLDER, true);
        StorageFile file = dead.create(FILE);

        disk.processDied();

        assertThatThrownBy(() -> write(file, "late", 0)).isInstanceOf(CrashNow.class);
        assertThatThrownBy(() -> dead.delete(FILE)).isInstanceOf(CrashNow.class);
    }

    @Test
    void shouldNotTryAgainWhatASyncFailedToWrite() throws IOException {
        SimulatedDisk disk = disk(1);
        Storage mounted = disk.mount();
        mounted.makeDirectory(FOLDER, true);
        StorageFile file = mounted.create(FILE);
        mounted.syncDirectory(FOLDER);
        write(file, "gone", 0);
        disk.faults().failNextSync();

        assertThatThrownBy(file::force).isInstanceOf(IOException.class);
        file.force();
        disk.powerFailed();

        assertThat(read(disk.mount(), FILE)).isEmpty();
    }

    @Test
    void shouldHaveRoomForWhatIsThereWhenFull() throws IOException {
        SimulatedDisk disk = disk(1);
        Storage mounted = disk.mount();
        mounted.makeDirectory(FOLDER, true);
        StorageFile file = mounted.create(FILE);
        write(file, "1234", 0);
        disk.faults().full(true);

        write(file, "abcd", 0);

        assertThatThrownBy(() -> write(file, "more", 4)).isInstanceOf(NoSpaceException.class);
        assertThat(read(mounted, FILE)).isEqualTo("abcd");
    }
}
