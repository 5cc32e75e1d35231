package dev.seawall.frontdoor.differential;

import static dev.seawall.frontdoor.differential.Explanation.BOTH;
import static dev.seawall.frontdoor.differential.Explanation.JETTY;
import static dev.seawall.frontdoor.differential.Explanation.NGINX;
import static dev.seawall.frontdoor.differential.Explanation.explain;

import dev.seawall.frontdoor.differential.exchange.AnswerOddity;
import dev.seawall.frontdoor.differential.exchange.ClientOddity;
import dev.seawall.frontdoor.differential.exchange.FieldOddity;
import dev.seawall.frontdoor.differential.exchange.LineOddity;
import java.util.List;

/** Why answers fare differently. Immutable. */
final class AnswerExplanations {
    private static final String AMBIGUOUS = "How long it is can be read in more than one way (RFC 9112 §6.3)";
    private static final String NOT_HTTP = "Not HTTP/1.1 as RFC 9112 §2.2, §2.3, §4 and §5 have it";
    private static final String ENDED_BY_CLOSE =
            "Without chunks or a length only the connection's end can say that an answer is cut (RFC 9112 §6.3, §8):"
                    + " Seawall resets it, who closes it makes the answer look whole";

    static final List<Explanation> ALL = List.of(
            explain(BOTH, Kind.SEAWALL_BREAKS_OFF, AMBIGUOUS, AnswerOddity.CODING_BEFORE_CHUNKED),
            explain(
                    NGINX,
                    Kind.SEAWALL_BREAKS_OFF,
                    AMBIGUOUS,
                    AnswerOddity.CODING_UNKNOWN,
                    AnswerOddity.LENGTH_AND_CODING,
                    AnswerOddity.LENGTHS_DIFFER,
                    AnswerOddity.LENGTH_MALFORMED,
                    AnswerOddity.CHUNK_LINE_ENDS_BARE),
            explain(BOTH, Kind.SEAWALL_BREAKS_OFF, NOT_HTTP, AnswerOddity.LINE_ENDS_BARE, AnswerOddity.VERSION_2_0),
            explain(NGINX, Kind.SEAWALL_BREAKS_OFF, NOT_HTTP, AnswerOddity.FIELD_MALFORMED),
            explain(
                    BOTH,
                    Kind.SEAWALL_BREAKS_OFF,
                    "A worker must not switch to what the client did not ask for (RFC 9110 §7.8)",
                    AnswerOddity.SWITCHING_UNASKED),
            explain(
                    JETTY,
                    Kind.SEAWALL_BREAKS_OFF,
                    "The last chunk ends with an empty line; without it an answer is cut (RFC 9112 §7.1, §8)",
                    AnswerOddity.CHUNKS_UNENDED,
                    AnswerOddity.CUT_WITHIN_TRAILERS),
            explain(
                    JETTY,
                    Kind.SEAWALL_BREAKS_OFF,
                    "A connection that is reset was not closed by its worker (RFC 9112 §8)",
                    AnswerOddity.RESET_UNTIL_CLOSE),
            explain(
                            BOTH,
                            Kind.SEAWALL_BREAKS_OFF,
                            ENDED_BY_CLOSE,
                            AnswerOddity.CHUNKS_JOINED,
                            AnswerOddity.CUT_WITHIN_CHUNKS)
                    .with(LineOddity.VERSION_1_0),
            explain(
                            NGINX,
                            Kind.SEAWALL_BREAKS_OFF,
                            ENDED_BY_CLOSE,
                            AnswerOddity.CUT_BEHIND_HEAD,
                            AnswerOddity.CHUNKS_UNENDED,
                            AnswerOddity.CUT_WITHIN_TRAILERS,
                            AnswerOddity.RESET_UNTIL_CLOSE,
                            AnswerOddity.CHUNKS_MALFORMED)
                    .with(LineOddity.VERSION_1_0),
            explain(
                    BOTH,
                    Kind.ANSWER_FIELDS,
                    "What Connection names goes no further (RFC 9110 §7.6.1)",
                    AnswerOddity.CONNECTION_OPTION),
            explain(
                    JETTY,
                    Kind.ANSWER_FIELDS,
                    "Without a body a Content-Length says how long it would have been (RFC 9110 §8.6): Jetty says 0",
                    AnswerOddity.NOT_MODIFIED,
                    ClientOddity.HEAD_OF_UNKNOWN_LENGTH),
            explain(
                    JETTY,
                    Kind.ANSWER_BODY,
                    "Behind 101 both sides speak the other protocol (RFC 9110 §7.8); Jetty's proxy goes on reading HTTP",
                    FieldOddity.UPGRADE),
            explain(
                    BOTH,
                    Kind.ANSWER_TRAILERS,
                    "Trailers may be dropped or passed on (RFC 9110 §6.5.1)",
                    AnswerOddity.TRAILERS),
            explain(
                            BOTH,
                            Kind.INTERIMS,
                            "HTTP/1.0 knows no interim answers (RFC 9110 §15.2): Seawall keeps them back",
                            AnswerOddity.INTERIM)
                    .with(LineOddity.VERSION_1_0));

    private AnswerExplanations() {}
}
