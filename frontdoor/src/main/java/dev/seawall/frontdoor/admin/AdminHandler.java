package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.admin.Endpoints.Endpoint;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Between Jetty and {@link Endpoints}: host check, method, path, header fields.
 *
 * <p>Thread rule: thread-safe; called by the admin server's own threads, never blocks.
 */
final class AdminHandler extends Handler.Abstract.NonBlocking {
    private static final HttpFields ALWAYS = HttpFields.from(
            new HttpField("Content-Security-Policy", Page.SECURITY_POLICY),
            new HttpField("X-Content-Type-Options", "nosniff"),
            new HttpField("Referrer-Policy", "no-referrer"),
            new HttpField("Cross-Origin-Resource-Policy", "same-origin"));

    private final HostCheck hosts;
    private final Endpoints endpoints;
    private final KnobRequests knobs;

    AdminHandler(HostCheck hosts, Endpoints endpoints) {
        this.hosts = hosts;
        this.endpoints = endpoints;
        this.knobs = new KnobRequests(endpoints.knobs());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String knob = KnobDesk.named(Request.getPathInContext(request));
        if (!hosts.allows(Request.getServerName(request))) {
            Answer refusal = Answer.problem(
                    421,
                    HttpStatus.getMessage(421),
                    "the admin port was asked under a host name it does not know; use its IP address or localhost");
            send(refusal, request, response, callback);
        } else if (knob != null && KnobRequests.isChange(request)) {
            knobs.change(knob, request, answer -> send(answer, request, response, callback));
        } else {
            send(answer(request), request, response, callback);
        }
        return true;
    }

    private Answer answer(Request request) {
        String path = Request.getPathInContext(request);
        Endpoint endpoint = endpoints.at(path);
        if (endpoint == null) {
            return Answer.problem(
                    404, "no-route", "Nothing is served here", "see docs/protocol.md section 8 for what is");
        }
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            return Answer.notAllowed(KnobDesk.named(path) == null ? "GET, HEAD" : KnobRequests.METHODS);
        }
        return endpoint.get(Request.extractQueryParameters(request).getValue("after"));
    }

    /** Jetty's own refusals (a malformed request, a failed handler) in the same form; its status is already set. */
    static boolean onError(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String seen = status < 500 ? "the request could not be read" : "the answer could not be made; see the log";
        send(Answer.problem(status, HttpStatus.getMessage(status), seen), request, response, callback);
        return true;
    }

    private static void send(Answer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable fields = response.getHeaders();
        fields.add(ALWAYS);
        fields.put(HttpHeader.CONTENT_TYPE, answer.contentType());
        fields.put(HttpHeader.CACHE_CONTROL, answer.cacheControl());
        fields.put(HttpHeader.CONTENT_LENGTH, answer.body().remaining());
        if (!request.consumeAvailable()) {
            // What is left of the body would be read as the next request: say that there is none (RFC 9112 section
            // 9.6).
            fields.put(HttpHeader.CONNECTION, "close");
        }
        if (answer.allow() != null) {
            fields.put(HttpHeader.ALLOW, answer.allow());
        }
        if (HttpMethod.HEAD.is(request.getMethod())) {
            callback.succeeded();
        } else {
            response.write(true, answer.body().duplicate(), callback);
        }
    }
}
