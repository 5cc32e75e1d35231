package dev.seawall.frontdoor.message;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;

/**
 * What the fields of a head say of its body's framing (RFC 9112 §6). Two that differ, or could be read differently, make
 * the message malformed: so requests are smuggled.
 *
 * <p>Thread rule: one thread.
 */
public final class Framing {
    private long length = -1;
    private boolean coded;
    private boolean chunked;
    private boolean onlyChunked = true;

    /** Notes a field; all but two are nothing to it. */
    public void add(HttpField field) throws MalformedException {
        if (field.getHeader() == HttpHeader.CONTENT_LENGTH) {
            if (length >= 0) {
                throw new MalformedException("more than one Content-Length");
            }
            length = FieldReader.length(field);
        } else if (field.getHeader() == HttpHeader.TRANSFER_ENCODING) {
            coded = true;
            String codings = field.getValue() == null ? "" : field.getValue();
            for (String coding : codings.split(",", -1)) {
                if (chunked) {
                    throw new MalformedException("a Transfer-Encoding behind chunked");
                }
                chunked = HttpHeaderValue.CHUNKED.is(coding.strip());
                onlyChunked &= chunked;
            }
        }
        if (coded && length >= 0) {
            throw new MalformedException("both a Content-Length and a Transfer-Encoding");
        }
    }

    /** By {@code Content-Length}, -1 for none. */
    public long length() {
        return length;
    }

    /** Whether there is a {@code Transfer-Encoding}. */
    public boolean isCoded() {
        return coded;
    }

    /** Whether the last coding is chunked. */
    public boolean isChunked() {
        return chunked;
    }

    /** Whether there is no coding but chunked. */
    public boolean isOnlyChunked() {
        return onlyChunked;
    }
}
