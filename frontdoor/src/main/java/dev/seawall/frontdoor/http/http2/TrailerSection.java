package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http2.hpack.FieldKind;
import dev.seawall.frontdoor.http.http2.hpack.HpackField;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpFields;

/**
 * What comes behind a request's content (RFC 9113 §8.1): fields, and only such as may be there.
 *
 * <p>Thread rule: filled by one thread, read-only from then on.
 */
final class TrailerSection implements Consumer<HpackField> {
    private final HttpFields.Mutable fields = HttpFields.build();
    private final int mostBytes;
    private long bytes;
    private boolean malformed;

    TrailerSection(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public void accept(HpackField field) {
        bytes += field.size();
        malformed |= field.isPseudo()
                || bytes > mostBytes
                || field.kind() == FieldKind.OF_CONNECTION
                || field.kind() == FieldKind.MALFORMED;
        if (!malformed) {
            fields.add(field.field());
        }
    }

    boolean isMalformed() {
        return malformed;
    }

    HttpFields fields() {
        return fields;
    }
}
