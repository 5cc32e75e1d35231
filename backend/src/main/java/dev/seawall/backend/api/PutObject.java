package dev.seawall.backend.api;

import static dev.seawall.backend.api.Problem.Type.BAD_DIGEST;
import static dev.seawall.backend.api.Problem.Type.BAD_REQUEST;
import static dev.seawall.backend.api.Problem.Type.BODY_TOO_LARGE;
import static dev.seawall.backend.api.Problem.Type.DIGEST_MISMATCH;
import static dev.seawall.backend.api.Problem.Type.PRECONDITION_FAILED;
import static dev.seawall.backend.api.Problem.Type.STORAGE_FAILED;
import static dev.seawall.backend.api.Problem.Type.STORAGE_FULL;
import static dev.seawall.backend.api.Problem.Type.UNSUPPORTED_ENCODING;

import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectMeta;
import dev.seawall.backend.store.ObjectStore;
import dev.seawall.backend.store.PutOutcome;
import dev.seawall.backend.store.StorageFullException;
import dev.seawall.backend.store.Upload;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;

/**
 * {@code PUT /v1/objects/{key}}. Whatever can be refused from the headers alone is refused before the body is asked
 * for. Thread rule: thread-safe.
 */
final class PutObject {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final String DEFAULT_TYPE = "application/octet-stream";
    private static final int MAX_TYPE_LENGTH = 1024;

    private final ObjectStore store;
    private final long maxObjectBytes;

    PutObject(ObjectStore store, long maxObjectBytes) {
        this.store = store;
        this.maxObjectBytes = maxObjectBytes;
    }

    void handle(Exchange exchange, ObjectKey key) throws IOException {
        if (exchange.headers().contains(HttpHeader.CONTENT_RANGE)) {
            exchange.refuse(BAD_REQUEST, "a PUT with Content-Range would store a part as the whole (RFC 9110 §14.5)");
            return;
        }
        if (exchange.headers().getCSV(HttpHeader.CONTENT_ENCODING, false).stream()
                .anyMatch(encoding -> !encoding.equalsIgnoreCase("identity"))) {
            exchange.refuse(UNSUPPORTED_ENCODING, "objects are stored as they are: send no Content-Encoding");
            return;
        }
        List<String> types = exchange.headers().getValuesList(HttpHeader.CONTENT_TYPE);
        if (types.size() > 1 || types.stream().anyMatch(PutObject::unusable)) {
            exchange.refuse(
                    BAD_REQUEST,
                    "Content-Type must be given once, in visible ASCII, at most " + MAX_TYPE_LENGTH
                            + " characters long");
            return;
        }
        if (exchange.request().getLength() > maxObjectBytes) {
            refuseTooLarge(exchange, exchange.request().getLength() + " bytes are announced");
            return;
        }
        try {
            BodyDigests digests = BodyDigests.of(exchange.headers());
            Conditions conditions = Conditions.of(exchange.headers());
            if (!conditions.forPut().holds(store.find(key))) {
                refusePrecondition(exchange, key);
                return;
            }
            receive(exchange, key, types.isEmpty() ? DEFAULT_TYPE : types.getFirst(), digests, conditions);
        } catch (BodyDigests.Unreadable e) {
            exchange.refuse(BAD_DIGEST, String.valueOf(e.getMessage()));
        } catch (EntityTags.Unreadable e) {
            exchange.refuse(BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (StorageFullException e) {
            exchange.refuse(STORAGE_FULL, String.valueOf(e.getMessage()));
        }
    }

    private static boolean unusable(String type) {
        return type.isBlank()
                || type.length() > MAX_TYPE_LENGTH
                || type.chars().anyMatch(c -> (c < 0x20 && c != '\t') || c > 0x7E);
    }

    private void receive(
            Exchange exchange, ObjectKey key, String contentType, BodyDigests digests, Conditions conditions)
            throws IOException {
        try (Upload upload = store.begin(key)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long received = 0;
            for (int length = exchange.readBody(buffer); length >= 0; length = exchange.readBody(buffer)) {
                received += length;
                if (received > maxObjectBytes) {
                    refuseTooLarge(exchange, "more than that has arrived");
                    return;
                }
                digests.update(buffer, 0, length);
                upload.write(buffer, 0, length);
            }
            String mismatch = digests.mismatch(upload.sha256());
            if (mismatch != null) {
                exchange.refuse(DIGEST_MISMATCH, mismatch);
                return;
            }
            answer(exchange, key, upload.commit(contentType, conditions.forPut()));
        }
    }

    private void refuseTooLarge(Exchange exchange, String observed) throws IOException {
        exchange.refuse(BODY_TOO_LARGE, "an object may have " + maxObjectBytes + " bytes, and " + observed);
    }

    private static void answer(Exchange exchange, ObjectKey key, PutOutcome outcome) throws IOException {
        switch (outcome) {
            case PutOutcome.Created created -> acknowledge(exchange, 201, created.meta());
            case PutOutcome.Replaced replaced -> acknowledge(exchange, 204, replaced.meta());
            case PutOutcome.PreconditionFailed failed -> refusePrecondition(exchange, key);
            case PutOutcome.Failed failed -> exchange.refuse(STORAGE_FAILED, failed.observed());
        }
    }

    private static void acknowledge(Exchange exchange, int status, ObjectMeta meta) throws IOException {
        exchange.describe(meta);
        exchange.reprDigest(meta);
        exchange.answerEmpty(status);
    }

    private static void refusePrecondition(Exchange exchange, ObjectKey key) throws IOException {
        exchange.refuse(
                PRECONDITION_FAILED,
                "the present object of " + key + ", or its absence, is not what the"
                        + " request's preconditions want; nothing was changed");
    }
}
