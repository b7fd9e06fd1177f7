package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Journals that outlive a partition, but not the test. */
final class MemoryJournals implements JournalFactory {

    private final Map<Path, List<byte[]>> journals = new HashMap<>();

    @Override
    public Journal open(Path directory, JournalReader reader) {
        List<byte[]> records =
                journals.computeIfAbsent(directory, unused -> Collections.synchronizedList(new ArrayList<>()));
        long position = 0;
        for (byte[] record : List.copyOf(records)) {
            position += record.length;
            reader.record(position, ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN));
        }
        return new MemoryJournal(records, position);
    }

    private static final class MemoryJournal implements Journal {

        private final List<byte[]> records;
        private volatile long position;

        MemoryJournal(List<byte[]> records, long position) {
            this.records = records;
            this.position = position;
        }

        @Override
        public long append(ByteBuffer record) {
            byte[] copy = new byte[record.remaining()];
            record.get(copy);
            records.add(copy);
            position += copy.length;
            return position;
        }

        @Override
        public long appendedPosition() {
            return position;
        }

        @Override
        public long durablePosition() {
            return position;
        }

        @Override
        public Optional<IOException> failure() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
