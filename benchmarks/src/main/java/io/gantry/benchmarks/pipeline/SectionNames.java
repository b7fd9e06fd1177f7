package io.gantry.benchmarks.pipeline;

import java.util.Iterator;

/** The names of all sections, for the help. */
final class SectionNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return Sections.NAMES.iterator();
    }
}
