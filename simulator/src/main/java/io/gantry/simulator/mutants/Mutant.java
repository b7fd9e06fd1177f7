package io.gantry.simulator.mutants;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A deliberate fault in production's code.
 *
 * @param name of it
 * @param breaks what does not hold any more
 * @param hint a seed that found it once, and is tried first
 * @param edits changes of the source that make it
 */
record Mutant(String name, String breaks, OptionalLong hint, List<Edit> edits) {

    /** The changed sources by class. */
    Map<String, String> sources(SourceTree tree) {
        Map<String, String> sources = new TreeMap<>();
        for (Edit edit : edits) {
            String before = sources.containsKey(edit.unit()) ? sources.get(edit.unit()) : tree.source(edit.unit());
            sources.put(edit.unit(), edit.appliedTo(before, name));
        }
        return sources;
    }
}
