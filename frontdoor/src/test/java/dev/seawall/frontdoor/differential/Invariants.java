package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Answer;
import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Fate;
import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.wire.Arrival;
import dev.seawall.frontdoor.differential.wire.Course;
import dev.seawall.frontdoor.differential.wire.Reply;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    private final Findings findings = new Findings();

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
        return invariants.findings.sentences();
    }

    private void check() {
        findings.expect(!course.hung(), "somebody waited in vain");
        ArrivalInvariants.check(exchange, course.arrivals(), findings);
        findings.expect(replies.size() <= requests.size(), "there are more answers than requests");
        for (int i = 0; i < Math.min(replies.size(), requests.size()); i++) {
            ReplyInvariants.check(requests.get(i), answers.get(i), replies.get(i), findings);
        }
        for (int i = 0; i < requests.size(); i++) {
            checkFate(requests.get(i), answers.get(i), i);
        }
        checkCount();
        checkProbe();
    }

    /** Either the worker has it and the client the worker's answer, or the worker has nothing and the client a refusal. */
    private void checkFate(Request request, Answer answer, int index) {
        String token = request.token();
        List<Arrival> arrivals = course.arrivals().stream()
                .filter(arrival -> arrival.token().equals(token))
                .toList();
        boolean whole = arrivals.stream().anyMatch(Arrival::isWhole);
        Reply reply = replies.size() > index ? replies.get(index) : null;
        boolean relayed = reply != null && reply.isRelayed() && reply.isWhole();
        boolean refused = reply != null && !reply.isRelayed() && reply.isWhole() && reply.isRefusal();
        switch (request.fate()) {
            case FORWARDED -> {
                boolean reached = whole || !request.isSentWhole() || answer.early() || request.equals(exchange.probe());
                findings.expect(reached, token + " did not reach the worker");
                boolean broken = answer.broken() || !request.isAnswerRead() || request.equals(exchange.probe());
                findings.expect(relayed || broken, "the client did not receive the whole answer to " + token);
            }
            case EITHER ->
                findings.expect(
                        whole ? relayed : refused && arrivals.isEmpty(),
                        token + " was neither refused before the worker saw it nor forwarded and answered");
            case REFUSED, FATAL -> {
                findings.expect(arrivals.isEmpty(), token + " was to be refused and reached the worker");
                findings.expect(refused, "the client did not hear that " + token + " is refused");
            }
            case SPOILT -> {
                findings.expect(!whole, token + " was to be broken off and reached the worker as a whole");
                findings.expect(!relayed, token + " was answered by the worker, and was to be broken off");
                findings.expect(
                        refused || !request.isSentWhole(), "the client did not hear that " + token + " is refused");
            }
        }
        if (request.fate().endsConnection()) {
            findings.expect(replies.size() <= index + 1, "something behind " + token + " was answered");
        }
    }

    /** As many requests as reached the worker as a whole are answered by it, where nothing is broken and all is read. */
    private void checkCount() {
        boolean plain = answers.stream().noneMatch(answer -> answer.broken() || answer.early())
                && requests.stream().allMatch(Request::isAnswerRead);
        if (plain) {
            findings.same(
                    "the requests that were answered by the worker, and those that reached it",
                    tokens(replies.stream().filter(Reply::isRelayed).map(Reply::token)),
                    tokens(course.arrivals().stream().filter(Arrival::isWhole).map(Arrival::token)));
        }
    }

    private static Set<String> tokens(Stream<String> tokens) {
        return tokens.collect(Collectors.toSet());
    }

    /** A connection that nothing has spoilt goes on. */
    private void checkProbe() {
        Request last = exchange.requests().getLast();
        Answer answer = exchange.answers().getLast();
        boolean goesOn = last.fate() == Fate.FORWARDED && last.keeps() && !last.http10() && !answer.broken();
        if (exchange.probe() != null && goesOn) {
            findings.expect(
                    replies.size() == requests.size() && replies.getLast().isRelayed(),
                    "the connection did not go on behind " + last.token());
        }
    }
}
