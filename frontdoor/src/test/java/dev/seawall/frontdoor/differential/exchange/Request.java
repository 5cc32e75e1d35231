package dev.seawall.frontdoor.differential.exchange;

import java.util.List;
import java.util.Set;

/**
 * A request as its client sends it, and as a worker is to receive it. Immutable.
 *
 * @param token by which each end knows it; in its target and in a field
 * @param method as a worker is to see it
 * @param target as a worker is to see it
 * @param head as sent, to the empty line and with it
 * @param body as sent, with its framing
 * @param behind as sent behind it: a request that nobody may ever take for one
 * @param fields that are to reach the worker, in order, {@code name: value} with the name in lower case
 * @param content without framing
 * @param trailers that are to reach the worker
 * @param keeps whether the client means to go on with the connection
 * @param http10 whether it is in HTTP/1.0
 */
public record Request(
        String token,
        String method,
        String target,
        String head,
        String body,
        String behind,
        List<String> fields,
        String content,
        List<String> trailers,
        Fate fate,
        Pace pace,
        boolean keeps,
        boolean http10,
        Set<Oddity> oddities) {
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS");

    public Request {
        fields = List.copyOf(fields);
        trailers = List.copyOf(trailers);
        oddities = Set.copyOf(oddities);
    }

    /** RFC 9110 §9.2.2; of a method that nobody knows, no. */
    public boolean isIdempotent() {
        return IDEMPOTENT.contains(method);
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    /** Whether the client sends all of it, whatever it is answered meanwhile. */
    public boolean isSentWhole() {
        return switch (pace) {
            case AT_ONCE, RESETS_WITHIN_ANSWER, SWITCHES -> true;
            case AWAITS_CONTINUE, MEETS_EARLY_ANSWER, ENDS_WITHIN_BODY, RESETS_WITHIN_BODY -> false;
        };
    }

    /** Whether the client reads the answer to its end. */
    public boolean isAnswerRead() {
        return switch (pace) {
            case AT_ONCE, AWAITS_CONTINUE, MEETS_EARLY_ANSWER, SWITCHES -> true;
            case ENDS_WITHIN_BODY, RESETS_WITHIN_BODY, RESETS_WITHIN_ANSWER -> false;
        };
    }
}
