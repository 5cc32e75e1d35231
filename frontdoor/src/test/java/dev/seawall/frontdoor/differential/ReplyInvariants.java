package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Answer;
import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.wire.Content;
import dev.seawall.frontdoor.differential.wire.Reply;
import java.util.List;
import java.util.Objects;

/**
 * What a client receives: the worker's answer to its request, an error, or something that is visibly broken off.
 * Stateless.
 */
final class ReplyInvariants {
    private ReplyInvariants() {}

    static void check(Request request, Answer answer, Reply reply, Findings findings) {
        findings.expect(
                reply.content().ending() != Content.Ending.MALFORMED,
                "the client received what cannot be read plainly: "
                        + reply.content().finding());
        if (!reply.isRelayed()) {
            findings.expect(
                    reply.head() == null || reply.status() >= 400,
                    "an answer without the worker's mark: " + reply.head());
            return;
        }
        findings.same("the order of answers", request.token(), reply.token());
        findings.same("the status of " + request.token(), answer.status(), reply.status());
        if (reply.isWhole()) {
            checkSame(request, answer, reply, findings);
        } else {
            findings.expect(
                    answer.content().startsWith(reply.content().body()),
                    "the part of the answer to " + request.token() + " that came is not its beginning");
        }
    }

    private static void checkSame(Request request, Answer answer, Reply reply, Findings findings) {
        String of = " of " + request.token();
        findings.expect(!answer.broken(), "the answer to " + request.token() + " was broken and looks whole");
        findings.same(
                "the answer's body" + of, answer.content(), reply.content().body());
        findings.same(
                "the answer's fields" + of, answer.fields(), EndToEnd.fields(Objects.requireNonNull(reply.head())));
        findings.same(
                "the answer's trailers" + of,
                request.http10() ? List.of() : answer.trailers(),
                reply.content().trailers());
        findings.same("the interim answers" + of, request.http10() ? List.of() : answer.interims(), reply.interims());
    }
}
