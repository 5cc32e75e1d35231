package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Answer;
import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.wire.Arrival;
import dev.seawall.frontdoor.differential.wire.Content;
import dev.seawall.frontdoor.differential.wire.Course;
import dev.seawall.frontdoor.differential.wire.Reply;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request through one proxy, less what chance decides: whether a broken answer is noticed before or
 * behind its head is a matter of microseconds, and so is how much of a broken request reaches the worker. Immutable.
 *
 * @param arrival as the worker received it as a whole, plainly or not; null: it didn't
 * @param reply null: none
 */
record Outcome(@Nullable Arrival arrival, @Nullable Reply reply, Answered answered) {

    /** A refusal without a word. */
    static final String CLOSED = "closed";

    /** RFC 9110 §15.6.3, §15.6.5. */
    private static final Set<Integer> GATEWAYS_OWN = Set.of(502, 504);

    /** How a request was answered. */
    enum Answered {
        /** The worker's answer, whole as far as the client can tell. */
        RELAYED,
        /** The proxy says that it was the worker, or breaks off. */
        BROKEN,
        /** The proxy says that it was the client. */
        REFUSED
    }

    /** @param index of the request on its connection */
    static Outcome of(Request request, Answer answer, int index, Course course) {
        List<Reply> replies = course.replies();
        Arrival arrival = course.arrivals().stream()
                .filter(each -> each.token().equals(request.token()))
                .filter(each -> each.isWhole() || each.isMalformed())
                .findFirst()
                .orElse(null);
        Reply reply = index < replies.size() ? replies.get(index) : null;
        return new Outcome(arrival, reply, answered(answer, reply));
    }

    boolean isForwarded() {
        return arrival != null;
    }

    /** A proxy may keep a broken answer's fields in what it sends in its place. */
    private static Answered answered(Answer answer, @Nullable Reply reply) {
        if (reply == null || !reply.isWhole()) {
            return Answered.BROKEN;
        }
        boolean replaced = GATEWAYS_OWN.contains(reply.status()) && reply.status() != answer.status();
        if (reply.isRelayed() && !replaced) {
            return Answered.RELAYED;
        }
        return reply.status() >= 500 ? Answered.BROKEN : Answered.REFUSED;
    }

    /** The connection ended before the answer did. */
    boolean isCut() {
        return reply == null || reply.content().ending() == Content.Ending.CUT;
    }

    /** {@code 4xx}, {@code 5xx} or {@code closed}: how it was refused. */
    String refusal() {
        return reply == null || !reply.isWhole() ? CLOSED : reply.status() / 100 + "xx";
    }

    @Override
    public String toString() {
        return (arrival == null ? "not forwarded" : "forwarded " + arrival.head()) + ", "
                + (reply == null
                        ? "no answer"
                        : reply.head() + " " + reply.content().ending());
    }
}
