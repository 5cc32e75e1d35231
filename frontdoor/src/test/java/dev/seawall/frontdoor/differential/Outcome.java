package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.wire.Arrival;
import dev.seawall.frontdoor.differential.wire.Course;
import dev.seawall.frontdoor.differential.wire.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request through one proxy, less what chance decides: whether a broken answer is noticed before or
 * behind its head is a matter of microseconds, and so is how much of a broken request reaches the worker. Immutable.
 *
 * @param arrival as the worker received it as a whole, plainly or not; null: it didn't
 * @param reply null: none
 */
record Outcome(@Nullable Arrival arrival, @Nullable Reply reply) {

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
    static Outcome of(Request request, int index, Course course) {
        List<Reply> replies = course.replies();
        Arrival arrival = course.arrivals().stream()
                .filter(each -> each.token().equals(request.token()))
                .filter(each -> each.isWhole() || each.isMalformed())
                .findFirst()
                .orElse(null);
        return new Outcome(arrival, index < replies.size() ? replies.get(index) : null);
    }

    boolean isForwarded() {
        return arrival != null;
    }

    Answered answered() {
        if (reply == null || !reply.isWhole()) {
            return Answered.BROKEN;
        }
        if (reply.isRelayed()) {
            return Answered.RELAYED;
        }
        return reply.status() >= 500 ? Answered.BROKEN : Answered.REFUSED;
    }

    /** {@code 4xx}, {@code 5xx} or {@code closed}: how it was refused. */
    String refusal() {
        return reply == null || !reply.isWhole() ? "closed" : reply.status() / 100 + "xx";
    }

    @Override
    public String toString() {
        return (arrival == null ? "not forwarded" : "forwarded " + arrival.head()) + ", "
                + (reply == null
                        ? "no answer"
                        : reply.head() + " " + reply.content().ending());
    }
}
