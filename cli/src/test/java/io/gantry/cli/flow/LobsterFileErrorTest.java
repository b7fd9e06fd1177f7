package io.gantry.cli.flow;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class LobsterFileErrorTest {
    private static final String GOOD_ROW = "34200.5,1,7,100,10000,1\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x,1,8,1,10000,1              | column 1 (time): expected seconds after midnight from 0 to 86400, such as 34200.017459617, found 'x'
            -1,1,8,1,10000,1             | column 1 (time): expected seconds after midnight from 0 to 86400, such as 34200.017459617, found '-1'
            86401,1,8,1,10000,1          | column 1 (time): expected seconds after midnight from 0 to 86400, such as 34200.017459617, found '86401'
            34200.,1,8,1,10000,1         | column 1 (time): expected seconds after midnight from 0 to 86400, such as 34200.017459617, found '34200.'
            34200.499999999,1,8,1,10000,1 | column 1 (time): expected a time not before that of the line above, found '34200.499999999'
            34201,0,8,1,10000,1          | column 2 (type): expected 1 (new order), 2 (reduction), 3 (cancel), 4 (execution), 5 (hidden execution) or 7 (halt), found '0'
            34201,6,8,1,10000,1          | column 2 (type): expected 1 (new order), 2 (reduction), 3 (cancel), 4 (execution), 5 (hidden execution) or 7 (halt), found '6'
            34201,,8,1,10000,1           | column 2 (type): expected 1 (new order), 2 (reduction), 3 (cancel), 4 (execution), 5 (hidden execution) or 7 (halt), found ''
            34201,1,0,1,10000,1          | column 3 (order id): expected a whole number from 1 to 4611686018427387903, found '0'
            34201,1,9223372036854775807,1,10000,1 | column 3 (order id): expected a whole number from 1 to 4611686018427387903, found '9223372036854775807'
            34201,1,7,1,10000,1          | column 3 (order id): expected the id of an order that no row above has added, found '7'
            34201,1,8,0,10000,1          | column 4 (size): expected a whole number from 1 to 1000000000, found '0'
            34201,1,8,-5,10000,1         | column 4 (size): expected a whole number from 1 to 1000000000, found '-5'
            34201,1,8,1000000001,10000,1 | column 4 (size): expected a whole number from 1 to 1000000000, found '1000000001'
            34201,1,8,1.0,10000,1        | column 4 (size): expected a whole number from 1 to 1000000000, found '1.0'
            34201,1,8,1,10050,1          | column 5 (price): expected a multiple of the tick 100 (prices are dollars times 10,000), found '10050'
            34201,1,8,1,0,1              | column 5 (price): expected a whole number from 100 to 9000000000, found '0'
            34201,1,8,1,-100,1           | column 5 (price): expected a whole number from 100 to 9000000000, found '-100'
            34201,1,8,1,9999999999999999999,1 | column 5 (price): expected a whole number from 100 to 9000000000, found '9999999999999999999'
            34201,1,8,1,99999999999999999999,1 | column 5 (price): expected a whole number from 100 to 9000000000, found '99999999999999999999'
            34201,1,8,1,10000,0          | column 6 (direction): expected 1 (buy) or -1 (sell), found '0'
            34201,1,8,1,10000,B          | column 6 (direction): expected 1 (buy) or -1 (sell), found 'B'
            34201,7,0,0,2,-1             | column 5 (price): expected a whole number from -1 to 1, found '2'
            34201,1,8,1,10000            | column 1: expected 6 columns (time,type,order id,size,price,direction), found 5: '34201,1,8,1,10000'
            34201,1,8,1,10000,1,1        | column 1: expected 6 columns (time,type,order id,size,price,direction), found 7: '34201,1,8,1,10000,1,1'
            ''                           | column 1: expected 6 columns (time,type,order id,size,price,direction), found an empty line
            """)
    void shouldNameLineAndColumnWhenARowIsMalformed(String row, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("T.csv"), GOOD_ROW + row + "\n");

        shouldFail(file, file + " line 2, " + message);
    }

    @Test
    void shouldNameLineOneWhenTheFileIsATextAboutSomethingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("README.md"), "# Some project\n\ntext\n");

        shouldFail(
                file,
                file + " line 1, column 1: expected 6 columns (time,type,order id,size,price,direction), found 1:"
                        + " '# Some project'");
    }

    @Test
    void shouldNotReadOnWhenALineNeverEnds() throws IOException {
        Path file = Files.write(folder.resolve("T.csv"), new byte[100_000]);

        shouldFail(
                file,
                file + " line 1, column 1: expected 6 columns (time,type,order id,size,price,direction), found a line"
                        + " of more than 256 bytes");
    }

    @Test
    void shouldSaySoWhenThereIsNoSuchFile() {
        Path file = folder.resolve("none.csv");

        shouldFail(file, "no such file: " + file);
    }

    @Test
    void shouldSaySoWhenTheFileIsADirectory() {
        shouldFail(folder, folder + " is a directory; expected a LOBSTER message file");
    }

    @Test
    void shouldSaySoWhenTheFileIsEmpty() throws IOException {
        Path file = Files.createFile(folder.resolve("T.csv"));

        shouldFail(file, file + " is empty; expected a LOBSTER message file");
    }

    @Test
    void shouldSaySoWhenTheFileIsEmptyOnceDecompressed() throws IOException {
        Path file = Files.write(folder.resolve("T.csv.gz"), gzip(""));

        shouldFail(file, file + " is empty; expected a LOBSTER message file");
    }

    @Test
    void shouldSaySoWhenCompressedDataEndTooEarly() throws IOException {
        byte[] gzip = gzip(GOOD_ROW);
        byte[] xz = xz(GOOD_ROW);
        Path gzipFile = Files.write(folder.resolve("T.csv.gz"), Arrays.copyOf(gzip, gzip.length - 10));
        Path xzFile = Files.write(folder.resolve("T.csv.xz"), Arrays.copyOf(xz, xz.length - 10));

        shouldFail(gzipFile, "cannot read " + gzipFile + ": the compressed data end too early");
        shouldFail(xzFile, "cannot read " + xzFile + ": the compressed data end too early");
    }

    @Test
    void shouldSaySoWhenCompressedDataAreDamaged() throws IOException {
        byte[] xz = xz(GOOD_ROW);
        xz[xz.length / 2] ^= 0x55;
        Path file = Files.write(folder.resolve("T.csv.xz"), xz);

        assertThatExceptionOfType(FlowException.class)
                .isThrownBy(() -> FlowSpec.parse("lobster:" + file).open())
                .withMessageStartingWith("cannot read " + file + ": ");
    }

    @Test
    void shouldMaskWhatItShowsWhenTheFileIsBinary() throws IOException {
        Path file = Files.write(folder.resolve("T.csv"), new byte[] {'P', 'K', 3, 4, 27, '[', '3', '1', 'm', '\n'});

        shouldFail(
                file,
                file + " line 1, column 1: expected 6 columns (time,type,order id,size,price,direction), found 1:"
                        + " 'PK???[31m'");
    }

    private static void shouldFail(Path file, String message) {
        assertThatExceptionOfType(FlowException.class)
                .isThrownBy(() -> FlowSpec.parse("lobster:" + file).open())
                .withMessage(message);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    private static byte[] xz(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }
}
