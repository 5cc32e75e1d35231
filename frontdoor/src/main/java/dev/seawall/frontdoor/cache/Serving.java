package dev.seawall.frontdoor.cache;

import dev.seawall.frontdoor.problem.RequestId;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/**
 * Writes what is kept as a client's whole answer: all of it, its head (HEAD), or that it has not changed (RFC 9110
 * §15.4.5).
 *
 * <p>Thread rule: thread-safe.
 */
final class Serving {
    private final Memory memory;

    Serving(Memory memory) {
        this.memory = memory;
    }

    /**
     * False when too many bodies are on their way already; then nothing has been done.
     *
     * @param status for {@code Cache-Status}
     * @param firstHand it came, or was validated, for this client: it has no {@code Age} of ours (RFC 9111 §5.1)
     */
    boolean tryServe(Client client, StoredAnswer answer, HttpField status, boolean firstHand, long nowNanos) {
        Request request = client.request();
        boolean known = answer.status() == HttpStatus.OK_200 && Conditions.isNotModified(request.getHeaders(), answer);
        boolean bodiless = known || answer.body().length() == 0 || HttpMethod.HEAD.is(request.getMethod());
        Body body = answer.body();
        if (!bodiless && !memory.lend(body)) {
            return false;
        }
        Response response = client.response();
        response.setStatus(known ? HttpStatus.NOT_MODIFIED_304 : answer.status());
        HttpFields.Mutable head = response.getHeaders();
        for (HttpField field : answer.fields()) {
            if (!known || !describesContent(field)) {
                head.add(field);
            }
        }
        if (!known && answer.status() != HttpStatus.NO_CONTENT_204) {
            head.put(HttpHeader.CONTENT_LENGTH, body.length());
        }
        long age = answer.ageSeconds(nowNanos);
        if (age > 0 || !firstHand) {
            head.put(HttpHeader.AGE, age);
        }
        head.put(RequestId.FIELD, RequestId.of(request));
        head.add(status);
        ByteBuffer content = bodiless ? BufferUtil.EMPTY_BUFFER : body.buffer();
        int sent = content.remaining();
        response.write(
                true,
                content,
                Callback.from(
                        InvocationType.NON_BLOCKING,
                        () -> {
                            giveBack(bodiless, body);
                            client.end(response.getStatus(), sent);
                        },
                        cause -> {
                            giveBack(bodiless, body);
                            client.breakOff(cause, false, 0);
                        }));
        return true;
    }

    private void giveBack(boolean bodiless, Body body) {
        if (!bodiless) {
            memory.giveBack(body);
        }
    }

    private static boolean describesContent(HttpField field) {
        HttpHeader header = field.getHeader();
        return header == HttpHeader.CONTENT_TYPE
                || header == HttpHeader.CONTENT_ENCODING
                || header == HttpHeader.CONTENT_LANGUAGE;
    }
}
