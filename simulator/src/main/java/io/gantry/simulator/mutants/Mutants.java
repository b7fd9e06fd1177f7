package io.gantry.simulator.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All mutants there are. */
final class Mutants {

    private static final List<String> FILES = List.of(
            "commit.txt",
            "primary.txt",
            "standby.txt",
            "log.txt",
            "core.txt",
            "moves.txt",
            "snapshots.txt",
            "journal.txt");

    private static final int LEAST_WORD = 4;

    private Mutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (String file : FILES) {
            for (Mutant mutant : MutantFile.parse(file, text(file))) {
                if (!names.add(mutant.name())) {
                    throw new MutantException("mutants in " + file + ": there are two called " + mutant.name());
                }
                all.add(mutant);
            }
        }
        return all;
    }

    /** Those with these names, in their own order. */
    static List<Mutant> named(Set<String> names) {
        List<Mutant> all = all();
        for (String name : names) {
            if (all.stream().noneMatch(mutant -> mutant.name().equals(name))) {
                throw new MutantException("there is no mutant " + name + similar(name, all));
            }
        }
        return all.stream().filter(mutant -> names.contains(mutant.name())).toList();
    }

    private static String similar(String name, List<Mutant> all) {
        List<String> words = List.of(name.split("-"));
        List<String> similar = all.stream()
                .map(Mutant::name)
                .filter(known -> words.stream().anyMatch(word -> word.length() >= LEAST_WORD && known.contains(word)))
                .toList();
        return similar.isEmpty()
                ? "; --mutants without names runs all " + all.size() + " and tells their names"
                : "; similar: " + String.join(", ", similar);
    }

    private static String text(String file) {
        try (InputStream bytes = Mutants.class.getResourceAsStream(file)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
