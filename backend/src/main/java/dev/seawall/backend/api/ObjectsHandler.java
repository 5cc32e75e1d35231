package dev.seawall.backend.api;

import dev.seawall.backend.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a request is for. Handlers block, so each request needs a virtual thread of its own. Thread rule:
 * thread-safe.
 */
final class ObjectsHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ObjectsHandler.class);
    private static final String LISTING = "/v1/objects";
    private static final String OBJECTS = "/v1/objects/";
    private static final String HEALTH = "/-/health";
    private static final String OBSERVATIONS = "/-/observations";

    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");

    private final String slot;
    private final Supplier<byte[]> observations;
    private final ToIntFunction<String> credits;
    private final ExchangeListener listener;
    private final PutObject putObject;
    private final GetObject getObject;
    private final DeleteObject deleteObject;
    private final ListObjects listObjects;

    ObjectsHandler(
            String slot,
            ObjectStore store,
            long maxObjectBytes,
            Supplier<byte[]> observations,
            ToIntFunction<String> credits,
            ExchangeListener listener) {
        this.slot = slot;
        this.observations = observations;
        this.credits = credits;
        this.listener = listener;
        putObject = new PutObject(store, maxObjectBytes);
        getObject = new GetObject(store);
        deleteObject = new DeleteObject(store);
        listObjects = new ListObjects(store);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Request.addCompletionListener(request, failure -> report(request, response));
        try {
            route(new Exchange(request, response));
            callback.succeeded();
        } catch (Exchange.BodyBroken e) {
            if (response.isCommitted()) {
                callback.failed(e);
            } else {
                Response.writeError(request, response, callback, e.getCause());
            }
        } catch (IOException | RuntimeException e) {
            if (response.isCommitted()) {
                callback.failed(e);
            } else {
                LOG.warn("failed to answer {} {}", request.getMethod(), request.getHttpURI(), e);
                Response.writeError(request, response, callback, e);
            }
        }
        return true;
    }

    private void report(Request request, Response response) {
        listener.onExchange(
                request.getMethod(),
                response.isCommitted() ? response.getStatus() : 0,
                Duration.ofNanos(System.nanoTime() - request.getBeginNanoTime()),
                Request.getContentBytesRead(request),
                Response.getContentBytesWritten(response));
    }

    private void route(Exchange exchange) throws IOException {
        String meant = exchange.headers().get("Seawall-Slot");
        String path = String.valueOf(exchange.request().getHttpURI().getPath());
        String via = exchange.headers().get(HttpHeader.VIA);
        if (meant != null && via != null) {
            String frontDoor = via.substring(via.lastIndexOf(' ') + 1);
            exchange.response().getHeaders().put("Seawall-Credits", "writes=" + credits.applyAsInt(frontDoor));
        }
        if (meant != null && !meant.equals(slot)) {
            exchange.refuse(Problem.Type.WRONG_SLOT, "the request is meant for another worker, this is " + slot);
        } else if (isLate(exchange)) {
            exchange.refuse(Problem.Type.TOO_LATE, "the time that was left for it passed before " + slot + " began it");
        } else if (path.startsWith(OBJECTS)) {
            object(exchange, path.substring(OBJECTS.length()));
        } else if (path.equals(LISTING)) {
            if (allowed(exchange, "GET", "HEAD")) {
                listObjects.handle(exchange);
            }
        } else if (path.equals(HEALTH)) {
            if (allowed(exchange, "GET", "HEAD")) {
                exchange.answer(200, "application/json", "{\"status\":\"ok\"}".getBytes(StandardCharsets.US_ASCII));
            }
        } else if (path.equals(OBSERVATIONS)) {
            if (allowed(exchange, "GET", "HEAD")) {
                exchange.answer(200, "application/json", observations.get());
            }
        } else {
            exchange.refuse(Problem.Type.NO_ROUTE, slot + " serves " + OBJECTS + " and " + LISTING);
        }
    }

    /** Whether it waited here, for a thread, longer than its front door had left for it. */
    private static boolean isLate(Exchange exchange) {
        String left = exchange.headers().get("Seawall-Timeout");
        return left != null
                && MILLIS.matcher(left).matches()
                && System.nanoTime() - exchange.request().getBeginNanoTime()
                        >= TimeUnit.MILLISECONDS.toNanos(Long.parseLong(left));
    }

    private void object(Exchange exchange, String encodedKey) throws IOException {
        switch (ObjectPath.parse(encodedKey)) {
            case ObjectPath.Refused refused -> exchange.refuse(Problem.Type.BAD_KEY, "not a key: " + refused.rule());
            case ObjectPath.Named named -> {
                if (!allowed(exchange, "GET", "HEAD", "PUT", "DELETE")) {
                    return;
                }
                switch (exchange.request().getMethod()) {
                    case "PUT" -> putObject.handle(exchange, named.key());
                    case "DELETE" -> deleteObject.handle(exchange, named.key());
                    default -> getObject.handle(exchange, named.key());
                }
            }
        }
    }

    private static boolean allowed(Exchange exchange, String... methods) throws IOException {
        String method = exchange.request().getMethod();
        if (Arrays.asList(methods).contains(method)) {
            return true;
        }
        String allow = String.join(", ", methods);
        exchange.response().getHeaders().put(HttpHeader.ALLOW, allow);
        exchange.refuse(Problem.Type.METHOD_NOT_ALLOWED, "the method is not one of " + allow);
        return false;
    }
}
