package dev.seawall.deploy.flood.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Moments as people read them, by the same clock everywhere. Stateless. */
final class Moment {
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Moment() {}

    static String inWords(long epochMillis) {
        return WORDS.format(Instant.ofEpochMilli(epochMillis));
    }
}
