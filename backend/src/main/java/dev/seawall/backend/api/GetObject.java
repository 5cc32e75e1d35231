package dev.seawall.backend.api;

import dev.seawall.backend.api.ByteRanges.ByteRange;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.ObjectStore;
import dev.seawall.backend.store.StoredObject;
import java.io.IOException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * {@code GET} and {@code HEAD /v1/objects/{key}}. Ranges are for GET alone (RFC 9110 §14.2). Thread rule: thread-safe.
 */
final class GetObject {
    private final ObjectStore store;

    GetObject(ObjectStore store) {
        this.store = store;
    }

    void handle(Exchange exchange, ObjectKey key) throws IOException {
        try (StoredObject object = store.open(key)) {
            if (object == null) {
                exchange.refuse(Problem.Type.NO_OBJECT, "there is no object " + key);
                return;
            }
            answer(exchange, object, Conditions.of(exchange.headers()));
        } catch (EntityTags.Unreadable e) {
            exchange.refuse(Problem.Type.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static void answer(Exchange exchange, StoredObject object, Conditions conditions) throws IOException {
        ObjectMeta meta = object.meta();
        if (!conditions.unchanged(meta)) {
            exchange.refuse(
                    Problem.Type.PRECONDITION_FAILED,
                    "the object " + meta.key() + " has the entity tag " + meta.etag() + ", modified "
                            + meta.modified());
            return;
        }
        exchange.describe(meta);
        HttpFields.Mutable headers = exchange.response().getHeaders();
        if (conditions.known(meta)) {
            exchange.answerEmpty(304);
            return;
        }
        headers.put(HttpHeader.ACCEPT_RANGES, "bytes");
        switch (wanted(exchange, meta, conditions)) {
            case ByteRanges.Whole whole -> {
                exchange.reprDigest(meta);
                exchange.response().setStatus(200);
                headers.put(HttpHeader.CONTENT_TYPE, meta.contentType());
                headers.put(HttpHeader.CONTENT_LENGTH, meta.size());
                new ObjectBody(exchange, object).sendWhole();
            }
            case ByteRanges.Parts parts -> {
                exchange.reprDigest(meta);
                exchange.response().setStatus(206);
                if (parts.ranges().size() == 1) {
                    ByteRange range = parts.ranges().getFirst();
                    headers.put(HttpHeader.CONTENT_TYPE, meta.contentType());
                    headers.put(HttpHeader.CONTENT_RANGE, range.contentRange(meta.size()));
                    headers.put(HttpHeader.CONTENT_LENGTH, range.length());
                    new ObjectBody(exchange, object).send(range, true);
                } else {
                    new MultipartBody(exchange, object, parts.ranges()).send();
                }
            }
            case ByteRanges.Unsatisfiable none -> {
                headers.remove(HttpHeader.ETAG);
                headers.remove(HttpHeader.LAST_MODIFIED);
                headers.put(HttpHeader.CONTENT_RANGE, "bytes */" + meta.size());
                exchange.refuse(
                        Problem.Type.RANGE_NOT_SATISFIABLE,
                        "the object " + meta.key() + " has " + meta.size()
                                + " bytes, and no range asked for is inside");
            }
        }
    }

    private static ByteRanges wanted(Exchange exchange, ObjectMeta meta, Conditions conditions) {
        if (exchange.isHead() || !conditions.rangesWanted(meta)) {
            return new ByteRanges.Whole();
        }
        var lines = exchange.headers().getValuesList(HttpHeader.RANGE);
        return ByteRanges.parse(lines.size() == 1 ? lines.getFirst() : null, meta.size());
    }
}
