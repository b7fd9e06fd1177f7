package io.gantry.cli.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gantry.cli.ErrorReport;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import io.gantry.engine.api.journal.SnapshotWriter;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.journal.DiskStorage;
import io.gantry.journal.JournalSettings;
import io.gantry.journal.Journals;
import io.gantry.journal.ManualJournal;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.CommandSequencedEncoder;
import io.gantry.protocol.sbe.EpochBeganEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.SymbolListedEncoder;
import io.gantry.protocol.sbe.SymbolTickEncoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JournalCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        ErrorReport errors = new ErrorReport(() -> false);
        return new CommandLine(new JournalCommand())
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private static Journal open(Path journal) throws IOException {
        return new Journals(new JournalSettings(4096, 1 << 21), new DiskStorage(), false)
                .open(journal, Durability.REPLICATED_FSYNC, JournalFactory.KEEP_ALL, new Ignored())
                .journal();
    }

    private static final class Ignored implements JournalReader {
        @Override
        public void snapshot(long position, ByteBuffer part) {
            // Tests look at files.
        }

        @Override
        public void record(long position, ByteBuffer record) {
            // Tests look at files.
        }
    }

    private void append(Journal journal, int length) {
        byte[] record = new byte[length];
        buffer.getBytes(0, record);
        journal.append(ByteBuffer.wrap(record));
        while (((ManualJournal) journal).doWork() > 0) {
            // Each record is a group of its own.
        }
    }

    private Path fill(String name) throws IOException {
        Path journal = folder.resolve(name);
        try (Journal opened = open(journal)) {
            EpochBeganEncoder began = new EpochBeganEncoder().wrapAndApplyHeader(buffer, 0, header);
            append(
                    opened,
                    HEADER
                            + began.epoch(3)
                                    .version(7)
                                    .worker("w1")
                                    .inSync("w1,w2")
                                    .encodedLength());
            SymbolListedEncoder listed = new SymbolListedEncoder().wrapAndApplyHeader(buffer, 0, header);
            listed.symbolId(42)
                    .epoch(1)
                    .priceDecimals((short) 2)
                    .tickSize(1)
                    .lotSize(10)
                    .bookVersion(2);
            append(opened, HEADER + listed.symbolName("ACME").book("flat").encodedLength());
            append(opened, command());
            SymbolTickEncoder tick = new SymbolTickEncoder().wrapAndApplyHeader(buffer, 0, header);
            append(
                    opened,
                    HEADER
                            + tick.symbolId(42)
                                    .commandSequence(2)
                                    .timeNanos(1_001)
                                    .encodedLength());
            header.wrap(buffer, 0).blockLength(0).templateId(4711).schemaId(71).version(9);
            append(opened, HEADER + 5);
            append(opened, 3);
            SnapshotWriter snapshot = opened.snapshot(opened.appendedPosition());
            snapshot.add(ByteBuffer.allocate(100));
            snapshot.complete();
        }
        return journal;
    }

    private int command() {
        CommandSequencedEncoder sequenced = new CommandSequencedEncoder().wrapAndApplyHeader(buffer, 0, header);
        int length = HEADER + sequenced.commandSequence(1).timeNanos(1_000).encodedLength();
        OrderCommand command = new OrderCommand()
                .kind(CommandKind.NEW)
                .side(Side.SELL)
                .symbolId(42)
                .clientId(5)
                .requestId(6)
                .orderId(77)
                .account(8)
                .price(12_345)
                .quantity(100);
        return length + new CommandCodec().encode(command, buffer, length);
    }

    @Test
    void shouldSayThatAllIsGoodWhenItIs() throws Exception {
        Path journal = fill("partition-1");

        assertThat(run("verify", journal.toString())).isZero();

        assertThat(out.toString().lines()).first().asString().isEqualTo(journal + ": good");
        assertThat(out.toString())
                .containsPattern("00000000000000000000\\.log  0\\.\\.\\d+  6 records  good, the last one")
                .containsPattern("snapshot-\\d{20}\\.img  at \\d+  1 parts  \\d+ bytes  complete")
                .containsPattern("ended-well  closed at position \\d+");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldNameEachDefectAndEndWithOneWhenOneOfSeveralJournalsIsDamaged() throws Exception {
        fill("partition-1");
        Path second = fill("partition-2");
        Path log = second.resolve("00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[32 + 20] ^= 1;
        Files.write(log, bytes);

        assertThat(run("verify", folder.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("partition-1: good")
                .contains("partition-2: 1 defect")
                .contains("5 records  damaged")
                .contains(
                        "    at offset 32 (position 0): the record does not match its checksum, but the journal was closed");
    }

    @Test
    void shouldShowEachRecordsFiguresWhenDumped() throws Exception {
        Path journal = fill("partition-1");

        assertThat(run("dump", journal.toString())).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).isEqualTo("0 EpochBegan epoch=3 version=7 worker=w1 inSync=w1,w2");
        assertThat(lines.get(1))
                .endsWith(
                        " SymbolListed symbol=42 epoch=1 priceDecimals=2 tickSize=1 lotSize=10 bookVersion=2 name=ACME"
                                + " book=flat");
        assertThat(lines.get(2))
                .endsWith(
                        " CommandSequenced symbol=42 sequence=1 time=1000 kind=NEW client=5 request=6 order=77 account=8"
                                + " side=SELL type=LIMIT timeInForce=GTC price=12345 quantity=100");
        assertThat(lines.get(3)).endsWith(" SymbolTick symbol=42 sequence=2 time=1001");
        assertThat(lines.get(4)).endsWith(" unknown template=4711 schema=71 version=9 bytes=13");
        assertThat(lines.get(5)).endsWith(" unknown bytes=3");
    }

    @Test
    void shouldShowSomeRecordsAsJsonWhenAskedFor() throws Exception {
        Path journal = fill("partition-1");

        assertThat(run("dump", journal.toString(), "--from", "1", "--limit", "2", "--json"))
                .isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        JsonNode command = JSON.readTree(lines.get(1));
        assertThat(command.get("record").asText()).isEqualTo("CommandSequenced");
        assertThat(command.get("price").asLong()).isEqualTo(12_345);
        assertThat(command.get("position").asLong()).isPositive();

        Path second = fill("partition-2");
        assertThat(run("dump", folder.toString(), "--limit", "1", "--json")).isZero();
        lines = out.toString().lines().toList();
        assertThat(JSON.readTree(lines.get(0)).get("journal").asText()).isEqualTo(journal.toString());
        assertThat(JSON.readTree(lines.get(1)).get("journal").asText()).isEqualTo(second.toString());
    }

    @Test
    void shouldSayWhereTheLogEndsWhenDumpedAndDamaged() throws Exception {
        Path journal = fill("partition-1");
        Path log = journal.resolve("00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(log);
        bytes[32 + 20] ^= 1;
        Files.write(log, bytes);

        assertThat(run("dump", journal.toString())).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .contains("gantry: " + journal
                        + ": the log ends here: 00000000000000000000.log at offset 32 (position 0)");
    }

    @Test
    void shouldRefuseWhenAWorkerHasItOpenOrThereIsNone() throws Exception {
        Path journal = folder.resolve("partition-1");
        try (Journal opened = open(journal)) {
            assertThat(opened.appendedPosition()).isZero();
            assertThat(run("verify", journal.toString())).isEqualTo(2);
            assertThat(err.toString()).contains("gantry: journal " + journal + " is open in this process");
            assertThat(run("dump", journal.toString())).isEqualTo(2);
        }
        assertThat(run("verify", folder.resolve("none").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("gantry: no such folder: " + folder.resolve("none"));
        assertThat(run("verify", Files.createDirectory(folder.resolve("empty")).toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("gantry: there is no journal in " + folder.resolve("empty"));
        assertThat(run("dump", journal.toString(), "--limit", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--limit: 0 is not 1 or more");
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing: verify, dump");
    }
}
