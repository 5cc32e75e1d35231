package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Answer;
import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Fate;
import dev.seawall.frontdoor.differential.exchange.Oddity;
import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.wire.Arrival;
import dev.seawall.frontdoor.differential.wire.Content;
import dev.seawall.frontdoor.differential.wire.Course;
import dev.seawall.frontdoor.differential.wire.Head;
import dev.seawall.frontdoor.differential.wire.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares one exchange through Seawall and through another proxy, request by request, up to the first that makes the
 * two connections incomparable.
 *
 * <p>Thread rule: for one exchange and one thread.
 */
final class Comparison {
    private final Exchange exchange;
    private final Course seawall;
    private final Opinion opinion;
    private final Course other;
    private final List<Difference> differences = new ArrayList<>();
    private Set<Oddity> oddities = new HashSet<>();

    private Comparison(Exchange exchange, Course seawall, Opinion opinion, Course other) {
        this.exchange = exchange;
        this.seawall = seawall;
        this.opinion = opinion;
        this.other = other;
    }

    static List<Difference> differences(Exchange exchange, Course seawall, Opinion opinion, Course other) {
        Comparison comparison = new Comparison(exchange, seawall, opinion, other);
        comparison.compare();
        return comparison.differences;
    }

    private void compare() {
        if (other.hung()) {
            exchange.requests().forEach(request -> oddities.addAll(request.oddities()));
            exchange.answers().forEach(answer -> oddities.addAll(answer.oddities()));
            add(Kind.OTHER_HANGS, seawall, other);
            return;
        }
        int count = exchange.requests().size();
        boolean comparable = true;
        for (int i = 0; i < count && comparable; i++) {
            Request request = exchange.requests().get(i);
            Answer answer = exchange.answers().get(i);
            oddities = new HashSet<>(request.oddities());
            oddities.addAll(answer.oddities());
            Outcome ours = Outcome.of(request, answer, i, seawall);
            Outcome theirs = Outcome.of(request, answer, i, other);
            comparable = (answer.early() || compareForwarding(ours, theirs))
                    && (!request.isAnswerRead() || compareAnswers(request, answer, ours, theirs));
        }
        if (comparable
                && exchange.probe() != null
                && !exchange.answers().getLast().broken()) {
            compareConnections(seawall.replies().size() > count, other.replies().size() > count);
        }
    }

    /** Whether the connections remain comparable. */
    private boolean compareForwarding(Outcome ours, Outcome theirs) {
        if (ours.isForwarded() != theirs.isForwarded()) {
            add(ours.isForwarded() ? Kind.OTHER_REFUSES : Kind.SEAWALL_REFUSES, ours, theirs);
            return false;
        }
        if (ours.arrival() != null && theirs.arrival() != null) {
            compareArrivals(ours.arrival(), theirs.arrival());
        }
        return true;
    }

    private void compareArrivals(Arrival ours, Arrival theirs) {
        Head head = ours.head();
        Head theirHead = theirs.head();
        if (head == null || theirHead == null) {
            same(Kind.FIELDS, ours.finding(), theirs.finding());
            return;
        }
        same(Kind.METHOD, head.method(), theirHead.method());
        same(Kind.TARGET, head.target(), theirHead.target());
        same(Kind.HOST, head.values("host"), theirHead.values("host"));
        same(Kind.FIELDS, EndToEnd.fields(head), EndToEnd.fields(theirHead));
        Content content = ours.content();
        Content theirContent = theirs.content();
        if (content != null && theirContent != null) {
            same(Kind.BODY, content.body(), theirContent.body());
            same(Kind.TRAILERS, content.trailers(), theirContent.trailers());
        }
    }

    private boolean compareAnswers(Request request, Answer answer, Outcome ours, Outcome theirs) {
        if (!ours.isForwarded() && !theirs.isForwarded() && !answer.early()) {
            boolean unheard =
                    !ours.refusal().equals(Outcome.CLOSED) && theirs.refusal().equals(Outcome.CLOSED);
            same(unheard ? Kind.UNHEARD : Kind.REFUSED_OTHERWISE, ours.refusal(), theirs.refusal());
            return true;
        }
        if (ours.answered() != theirs.answered()) {
            boolean oursBroke = theirs.answered() == Outcome.Answered.RELAYED;
            Kind theirsBroke = theirs.isCut() && leavesBytesUnread(request) ? Kind.UNHEARD : Kind.OTHER_BREAKS_OFF;
            add(oursBroke ? Kind.SEAWALL_BREAKS_OFF : theirsBroke, ours, theirs);
            return false;
        }
        if (ours.reply() != null && theirs.reply() != null && ours.answered() == Outcome.Answered.RELAYED) {
            compareReplies(request, ours.reply(), theirs.reply());
        }
        return true;
    }

    /** Whether a proxy that closes at once would close with bytes unread, and so with a reset that overtakes answers. */
    private boolean leavesBytesUnread(Request request) {
        Request last = exchange.requests().getLast();
        return !request.behind().isEmpty() || (!request.equals(last) && last.fate() != Fate.FORWARDED);
    }

    private void compareReplies(Request request, Reply ours, Reply theirs) {
        same(Kind.STATUS, ours.status(), theirs.status());
        same(Kind.ANSWER_FIELDS, fields(request, ours), fields(request, theirs));
        same(Kind.ANSWER_BODY, ours.content().body(), theirs.content().body());
        same(Kind.ANSWER_TRAILERS, ours.content().trailers(), theirs.content().trailers());
        same(Kind.INTERIMS, ours.interims(), theirs.interims());
    }

    /** Where there is no body a length is a statement of the worker's (RFC 9110 §8.6). */
    private static List<String> fields(Request request, Reply reply) {
        Head head = reply.head();
        if (head == null) {
            return List.of();
        }
        List<String> fields = new ArrayList<>(EndToEnd.fields(head));
        if (request.isHead() || reply.status() == 304) {
            head.values("content-length").forEach(length -> fields.add("content-length: " + length));
        }
        return fields;
    }

    private void compareConnections(boolean oursGoesOn, boolean theirsGoesOn) {
        if (oursGoesOn != theirsGoesOn) {
            add(oursGoesOn ? Kind.OTHER_CLOSES : Kind.SEAWALL_CLOSES, oursGoesOn, theirsGoesOn);
        }
    }

    private void same(Kind kind, @Nullable Object ours, @Nullable Object theirs) {
        if (!String.valueOf(ours).equals(String.valueOf(theirs))) {
            add(kind, ours, theirs);
        }
    }

    private void add(Kind kind, @Nullable Object ours, @Nullable Object theirs) {
        differences.add(
                new Difference(opinion, kind, exchange, oddities, String.valueOf(ours), String.valueOf(theirs)));
    }
}
