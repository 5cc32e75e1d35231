package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.relay.ExchangeRecord;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line of the access log: a JSON object (RFC 8259) in printable ASCII. Whatever else a client sent comes
 * out as a {@code \}{@code uXXXX} escape, so no request can break a line, forge one, or speak to a terminal.
 *
 * <p>Thread rule: not thread-safe; {@link #of} and {@link #dropped} overwrite the line they returned before.
 */
final class AccessLine {
    private static final HexFormat HEX = HexFormat.of();

    private final StringBuilder line = new StringBuilder(512);

    CharSequence of(ExchangeRecord exchange) {
        begin(exchange.startedAt());
        number("elapsedMicros", TimeUnit.NANOSECONDS.toMicros(exchange.elapsedNanos()));
        text("id", exchange.requestId());
        text("client", exchange.client());
        text("protocol", exchange.protocol());
        text("method", exchange.method());
        text("target", exchange.target());
        text("route", exchange.route());
        text("worker", exchange.worker());
        number("status", exchange.status());
        number("requestBytes", exchange.requestBytes());
        number("responseBytes", exchange.responseBytes());
        text("ending", exchange.ending().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return end();
    }

    CharSequence dropped(Instant at, long lines) {
        begin(at);
        number("dropped", lines);
        return end();
    }

    private void begin(Instant at) {
        line.setLength(0);
        line.append("{\"at\":\"").append(at).append('"');
    }

    private CharSequence end() {
        return line.append("}\n");
    }

    private void number(String name, long value) {
        line.append(",\"").append(name).append("\":").append(value);
    }

    /** A null is left out. */
    private void text(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        line.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c >= ' ' && c <= '~') {
                line.append(c);
            } else {
                line.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        line.append('"');
    }
}
