package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gantry.engine.api.journal.Journal;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalAllocationTest {
    private static final int RECORDS = 200_000;

    @TempDir
    Path folder;

    @Test
    void shouldNotAllocateWhenAppending() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ByteBuffer record = ByteBuffer.allocateDirect(80);
        try (Journal journal = JournalFixture.written(folder).open()) {
            appendMany(journal, record);
            long before = threads.getCurrentThreadAllocatedBytes();
            appendMany(journal, record);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(allocated).as("bytes for %d records", RECORDS).isLessThan(RECORDS / 10);
        }
    }

    private static void appendMany(Journal journal, ByteBuffer record) {
        for (int i = 0; i < RECORDS; ) {
            if (journal.append(record) == Journal.BACK_PRESSURED) {
                Thread.onSpinWait();
            } else {
                i++;
            }
        }
    }
}
