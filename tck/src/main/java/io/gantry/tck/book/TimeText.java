package io.gantry.tck.book;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sequenced time as people write it: nanoseconds since 1970, or {@code HH:MM}, {@code HH:MM:SS} with as many decimals as needed, of
 * the first day of 1970, or of a later one with {@code 2d} (the day after it) before it.
 */
final class TimeText {

    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d+)d)?(\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?)");

    private TimeText() {}

    static long parse(String text) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.matches()) {
            return Long.parseLong(text);
        }
        long day = clock.group(1) == null ? 0 : Long.parseLong(clock.group(1)) - 1;
        return day * DAY_NANOS + LocalTime.parse(clock.group(2)).toNanoOfDay();
    }

    /** A time within the first day by the clock, others as nanoseconds. */
    static String of(long nanos) {
        return nanos >= 0 && nanos < DAY_NANOS ? LocalTime.ofNanoOfDay(nanos).toString() : Long.toString(nanos);
    }
}
