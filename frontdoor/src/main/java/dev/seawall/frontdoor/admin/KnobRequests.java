package dev.seawall.frontdoor.admin;

import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Between Jetty and {@link KnobDesk}: changes of knobs. A form on a web page can send neither of these methods, and a
 * script there neither of them nor JSON without asking first, which nobody here answers (Fetch Standard, CORS-safelisted
 * requests).
 *
 * <p>Thread rule: thread-safe, never blocks; answers come from the desk's thread.
 */
final class KnobRequests {
    static final String METHODS = "GET, HEAD, PUT, DELETE";
    private static final int MOST_BYTES = 16 * 1024;
    private static final String JSON = "application/json";

    private final KnobDesk desk;

    KnobRequests(KnobDesk desk) {
        this.desk = desk;
    }

    /** Whether a request is to change a knob. */
    static boolean isChange(Request request) {
        return HttpMethod.PUT.is(request.getMethod()) || HttpMethod.DELETE.is(request.getMethod());
    }

    /** Makes the change, and answers when it is made. */
    void change(String name, Request request, Consumer<Answer> send) {
        if (HttpMethod.DELETE.is(request.getMethod())) {
            Fields query = Request.extractQueryParameters(request);
            desk.execute(() -> send.accept(desk.clear(name, query.getValue("owner"), query.getValue("reason"))));
        } else if (isJson(request.getHeaders().get(HttpHeader.CONTENT_TYPE))) {
            new SmallBody(
                            request,
                            MOST_BYTES,
                            json -> desk.execute(() -> send.accept(desk.set(name, json))),
                            failure -> send.accept(unreadable(failure)))
                    .run();
        } else {
            send.accept(
                    Answer.problem(415, "Unsupported Media Type", "a knob is set by JSON: send Content-Type: " + JSON));
        }
    }

    private static boolean isJson(@Nullable String type) {
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    private static Answer unreadable(Throwable failure) {
        boolean tooLarge = failure instanceof SmallBody.TooLargeException;
        return tooLarge
                ? Answer.problem(
                        413,
                        "body-too-large",
                        "The order is too large",
                        "an order has " + MOST_BYTES + " bytes at most")
                : Answer.problem(
                        400, "bad-request", "The request cannot be read", "its body broke off; nothing was changed");
    }
}
