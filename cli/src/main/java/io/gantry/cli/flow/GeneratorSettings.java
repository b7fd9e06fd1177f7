package io.gantry.cli.flow;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A value for each {@link GeneratorKey}.
 *
 * @param values all keys, each within its range
 */
record GeneratorSettings(Map<GeneratorKey, BigDecimal> values) {

    GeneratorSettings {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
    }

    static GeneratorSettings defaults() {
        Map<GeneratorKey, BigDecimal> values = new EnumMap<>(GeneratorKey.class);
        for (GeneratorKey key : GeneratorKey.values()) {
            values.put(key, key.fallback());
        }
        return new GeneratorSettings(values);
    }

    GeneratorSettings with(String word, String text) {
        GeneratorKey key = GeneratorKey.named(word);
        Map<GeneratorKey, BigDecimal> changed = new EnumMap<>(values);
        changed.put(key, key.parse(text));
        return new GeneratorSettings(changed);
    }

    String text() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey().word() + "=" + entry.getValue().toPlainString())
                .collect(Collectors.joining(","));
    }

    long commands() {
        return values.get(GeneratorKey.COMMANDS).longValueExact();
    }

    int symbols() {
        return values.get(GeneratorKey.SYMBOLS).intValueExact();
    }

    long seed() {
        return values.get(GeneratorKey.SEED).longValueExact();
    }

    double zipf() {
        return values.get(GeneratorKey.ZIPF).doubleValue();
    }

    int sessions() {
        return values.get(GeneratorKey.SESSIONS).intValueExact();
    }

    int resting() {
        return values.get(GeneratorKey.RESTING).intValueExact();
    }

    long rate() {
        return values.get(GeneratorKey.RATE).longValueExact();
    }

    int special() {
        return values.get(GeneratorKey.SPECIAL).intValueExact();
    }
}
