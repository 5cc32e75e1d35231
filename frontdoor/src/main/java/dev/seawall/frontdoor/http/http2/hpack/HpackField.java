package dev.seawall.frontdoor.http.http2.hpack;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * A decoded field and what is known of it: found out once, however often the other side then refers to it. Immutable.
 *
 * @param nameKind what its name alone makes of it
 * @param kind what name and value make of it
 * @param size by RFC 7541 §4.1
 */
public record HpackField(HttpField field, FieldKind nameKind, FieldKind kind, int size) {
    /** What a field costs beyond its bytes (RFC 7541 §4.1). */
    private static final int OVERHEAD = 32;

    static HpackField of(String name, String value) {
        return of(FieldKind.ofName(name), HttpHeader.CACHE.get(name), name, value);
    }

    /** Another field of the same name. */
    HpackField with(String value) {
        return of(nameKind, field.getHeader(), field.getName(), value);
    }

    private static HpackField of(FieldKind nameKind, @Nullable HttpHeader header, String name, String value) {
        return new HpackField(
                new HttpField(header, name, value),
                nameKind,
                FieldKind.isValue(value) ? nameKind : FieldKind.MALFORMED,
                name.length() + value.length() + OVERHEAD);
    }

    public boolean isPseudo() {
        return nameKind.isPseudo();
    }

    public String value() {
        String value = field.getValue();
        return value == null ? "" : value;
    }
}
