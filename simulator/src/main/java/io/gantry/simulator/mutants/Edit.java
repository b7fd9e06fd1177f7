package io.gantry.simulator.mutants;

/**
 * One change of a class of production.
 *
 * @param unit bundle and class, such as {@code partition/Primary}
 * @param oldText whole lines that stand there exactly once
 * @param newText whole lines instead, perhaps none
 */
record Edit(String unit, String oldText, String newText) {

    /** The source with this change. */
    String appliedTo(String source, String mutant) {
        String text = "\n" + source;
        int at = text.indexOf("\n" + oldText);
        if (at < 0) {
            throw new MutantException("mutant " + mutant + ": " + unit + " does not contain the lines to be changed:\n"
                    + oldText + "The code has changed since; write the mutant anew");
        }
        if (text.indexOf("\n" + oldText, at + 1) >= 0) {
            throw new MutantException("mutant " + mutant + ": " + unit
                    + " contains the lines to be changed more than once:\n" + oldText + "Take more lines around them");
        }
        return text.substring(1, at + 1) + newText + text.substring(at + 1 + oldText.length());
    }
}
