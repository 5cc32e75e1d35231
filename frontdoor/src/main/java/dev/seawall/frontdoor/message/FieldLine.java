package dev.seawall.frontdoor.message;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * A field together with its line on the wire, {@code name: value CRLF} (RFC 9112 §5): written as often as it is passed
 * on, encoded once. Immutable.
 */
public final class FieldLine extends HttpField {
    private final byte[] line;

    /** @param line has been found to be well-formed, and is not changed any more */
    FieldLine(@Nullable HttpHeader header, String name, String value, byte[] line) {
        super(header, name, value);
        this.line = line;
    }

    /**
     * One of our own.
     *
     * @throws IllegalArgumentException when it can't be written
     */
    public static FieldLine of(HttpHeader header, String value) {
        return of(header, header.asString(), value);
    }

    /** See {@link #of(HttpHeader, String)}. */
    public static FieldLine of(String name, String value) {
        return of(HttpHeader.CACHE.get(name), name, value);
    }

    private static FieldLine of(@Nullable HttpHeader header, String name, String value) {
        byte[] line = (name + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < line.length - 2; i++) {
            if (!Bytes.isText(line[i])) {
                throw new IllegalArgumentException("character " + line[i] + " in the field " + name);
            }
        }
        return new FieldLine(header, name, value, line);
    }

    byte[] line() {
        return line;
    }
}
