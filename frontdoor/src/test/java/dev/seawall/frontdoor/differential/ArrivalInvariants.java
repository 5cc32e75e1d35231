package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.wire.Arrival;
import dev.seawall.frontdoor.differential.wire.Content;
import dev.seawall.frontdoor.differential.wire.Head;
import java.util.List;
import java.util.Objects;

/** What a worker receives: well-formed requests, each one that a client sent, with its meaning. Stateless. */
final class ArrivalInvariants {
    private ArrivalInvariants() {}

    static void check(Exchange exchange, List<Arrival> arrivals, Findings findings) {
        for (Arrival arrival : arrivals) {
            checkForm(arrival, findings);
            List<Request> sent = exchange.all().stream()
                    .filter(request -> request.token().equals(arrival.token()))
                    .toList();
            findings.expect(
                    !sent.isEmpty(),
                    "the worker received a request that nobody sent: " + arrival.token() + " " + arrival.head());
            if (arrival.isWhole()) {
                sent.forEach(request -> checkSame(request, arrival, findings));
            }
        }
        for (Request request : exchange.all()) {
            long times = arrivals.stream()
                    .filter(arrival -> arrival.token().equals(request.token()))
                    .count();
            findings.expect(
                    times <= (request.isIdempotent() ? 2 : 1),
                    request.token() + " was sent to the worker " + times + " times");
        }
    }

    private static void checkForm(Arrival arrival, Findings findings) {
        findings.expect(
                !arrival.isMalformed(), "the worker received what cannot be read plainly: " + arrival.finding());
        Head head = arrival.head();
        if (head != null) {
            findings.expect(
                    !head.target().contains("smuggled"), "the worker received what was no request: " + head.line());
            findings.expect(
                    head.fields().stream().noneMatch(field -> field.value().contains("forged")),
                    "the worker received what only the front door may say: " + head.fields());
        }
    }

    private static void checkSame(Request request, Arrival arrival, Findings findings) {
        String of = " of " + request.token();
        Head head = Objects.requireNonNull(arrival.head());
        Content content = Objects.requireNonNull(arrival.content());
        findings.same("the method" + of, request.method(), head.method());
        findings.same("the target" + of, request.target(), head.target());
        findings.same("the fields" + of, request.fields(), EndToEnd.fields(head));
        findings.same("the body" + of, request.content(), content.body());
        findings.same("the trailers" + of, request.trailers(), content.trailers());
    }
}
