package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Answer;
import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Fate;
import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.wire.Arrival;
import dev.seawall.frontdoor.differential.wire.Content;
import dev.seawall.frontdoor.differential.wire.Course;
import dev.seawall.frontdoor.differential.wire.Head;
import dev.seawall.frontdoor.differential.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What Seawall never does, and what it always does, whatever another proxy would: see the invariants of
 * docs/architecture.md.
 *
 * <p>Thread rule: for one exchange and one thread.
 */
final class Invariants {
    private final Exchange exchange;
    private final Course course;
    private final List<Request> requests;
    private final List<Answer> answers;
    private final List<Reply> replies;
    private final List<String> findings = new ArrayList<>();

    private Invariants(Exchange exchange, Course course) {
        this.exchange = exchange;
        this.course = course;
        this.requests = exchange.all();
        this.answers = exchange.allAnswers();
        this.replies = course.replies();
    }

    /** What was violated, as sentences; none when all is well. */
    static List<String> violated(Exchange exchange, Course course) {
        Invariants invariants = new Invariants(exchange, course);
        invariants.check();
        return invariants.findings;
    }

    private void check() {
        expect(!course.hung(), "somebody waited in vain");
        course.arrivals().forEach(this::checkArrival);
        for (int i = 0; i < requests.size(); i++) {
            checkRequest(requests.get(i), answers.get(i), i);
        }
        expect(replies.size() <= requests.size(), "there are more answers than requests");
        for (int i = 0; i < Math.min(replies.size(), requests.size()); i++) {
            checkReply(requests.get(i), answers.get(i), replies.get(i));
        }
        checkProbe();
    }

    private void checkArrival(Arrival arrival) {
        expect(!arrival.isMalformed(), "the worker received what cannot be read plainly: " + arrival.finding());
        expect(
                requests.stream().anyMatch(request -> request.token().equals(arrival.token())),
                "the worker received a request that nobody sent: " + arrival.token() + " " + arrival.head());
        Head head = arrival.head();
        if (head != null) {
            expect(!head.target().contains("smuggled"), "the worker received what was no request: " + head.line());
            expect(
                    head.fields().stream().noneMatch(field -> field.value().contains("forged")),
                    "the worker received what only the front door may say: " + head.fields());
        }
    }

    private void checkRequest(Request request, Answer answer, int index) {
        List<Arrival> arrivals = course.arrivals().stream()
                .filter(arrival -> arrival.token().equals(request.token()))
                .toList();
        List<Arrival> whole = arrivals.stream().filter(Arrival::isWhole).toList();
        int most = request.isIdempotent() ? 2 : 1;
        expect(arrivals.size() <= most, request.token() + " was sent to the worker " + arrivals.size() + " times");
        boolean refused = request.fate() == Fate.REFUSED || request.fate() == Fate.FATAL;
        expect(!refused || whole.isEmpty(), request.token() + " was to be refused and reached the worker");
        if (!refused) {
            whole.forEach(arrival -> checkSame(request, arrival));
        }
        boolean forwarded = request.fate() == Fate.FORWARDED && !request.equals(exchange.probe());
        if (forwarded && request.isSentWhole() && !answer.early()) {
            expect(!whole.isEmpty(), request.token() + " did not reach the worker");
        }
        if (forwarded && request.isAnswerRead() && !answer.broken()) {
            boolean relayed = replies.size() > index
                    && replies.get(index).isRelayed()
                    && replies.get(index).isWhole();
            expect(relayed, "the client did not receive the whole answer to " + request.token());
        }
        if (request.fate() == Fate.FATAL) {
            expect(replies.size() <= index + 1, "something behind " + request.token() + " was answered");
        }
    }

    private void checkSame(Request request, Arrival arrival) {
        Head head = Objects.requireNonNull(arrival.head());
        Content content = Objects.requireNonNull(arrival.content());
        same("the method of " + request.token(), request.method(), head.method());
        same("the target of " + request.token(), request.target(), head.target());
        same("the fields of " + request.token(), request.fields(), EndToEnd.fields(head));
        same("the body of " + request.token(), request.content(), content.body());
        same("the trailers of " + request.token(), request.trailers(), content.trailers());
    }

    private void checkReply(Request request, Answer answer, Reply reply) {
        expect(
                reply.content().ending() != Content.Ending.MALFORMED,
                "the client received what cannot be read plainly: "
                        + reply.content().finding());
        if (!reply.isRelayed()) {
            expect(
                    reply.head() == null || reply.status() >= 400,
                    "an answer without the worker's mark: " + reply.head());
            return;
        }
        same("the order of answers", request.token(), reply.token());
        same("the status of " + request.token(), answer.status(), reply.status());
        if (reply.isWhole()) {
            expect(!answer.broken(), "the answer to " + request.token() + " was broken and looks whole");
            same(
                    "the answer's body of " + request.token(),
                    answer.content(),
                    reply.content().body());
            same(
                    "the answer's fields of " + request.token(),
                    answer.fields(),
                    EndToEnd.fields(Objects.requireNonNull(reply.head())));
            same(
                    "the answer's trailers of " + request.token(),
                    request.http10() ? List.of() : answer.trailers(),
                    reply.content().trailers());
            same(
                    "the interim answers of " + request.token(),
                    request.http10() ? List.of() : answer.interims(),
                    reply.interims());
        } else {
            expect(
                    answer.content().startsWith(reply.content().body()),
                    "the part of the answer to " + request.token() + " that came is not its beginning");
        }
    }

    /** A connection that nothing has spoilt goes on. */
    private void checkProbe() {
        Request last = exchange.requests().getLast();
        Answer answer = exchange.answers().getLast();
        boolean goesOn = last.fate() == Fate.FORWARDED && last.keeps() && !last.http10() && !answer.broken();
        if (exchange.probe() != null && goesOn) {
            expect(
                    replies.size() == requests.size() && replies.getLast().isRelayed(),
                    "the connection did not go on behind " + last.token());
        }
    }

    private void same(String what, Object wanted, Object seen) {
        expect(
                wanted.equals(seen),
                what + ": wanted " + Exchange.shown(wanted.toString()) + ", seen " + Exchange.shown(seen.toString()));
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            findings.add(otherwise);
        }
    }
}
