package dev.seawall.frontdoor.http.http2;

import dev.seawall.frontdoor.http.http2.hpack.HeadWriter;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/** Heads of answers as they go by HTTP/2 (RFC 9113 §8.2.2, §8.3.2): without fields of a connection. Stateless. */
final class AnswerHead {
    private AnswerHead() {}

    /** @param tableChanged whether it has to be said that no table is used */
    static HeadWriter of(int status, HttpFields fields, boolean tableChanged) {
        HeadWriter head = new HeadWriter();
        if (tableChanged) {
            head.withoutTable();
        }
        head.status(status);
        for (HttpField field : fields) {
            HttpHeader header = field.getHeader();
            if (header == null) {
                head.field(field);
                continue;
            }
            switch (header) {
                case CONNECTION, KEEP_ALIVE, PROXY_CONNECTION, TRANSFER_ENCODING, UPGRADE -> {}
                default -> head.field(field);
            }
        }
        return head;
    }
}
