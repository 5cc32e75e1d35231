package dev.seawall.frontdoor.differential;

import static dev.seawall.frontdoor.differential.Explanation.explain;

import dev.seawall.frontdoor.differential.exchange.AnswerOddity;
import dev.seawall.frontdoor.differential.exchange.FieldOddity;
import dev.seawall.frontdoor.differential.exchange.FramingOddity;
import dev.seawall.frontdoor.differential.exchange.LineOddity;
import java.util.List;
import java.util.Set;

/** Every way in which Seawall and nginx are known to differ: the rows of docs/differences.md. Immutable. */
final class Explanations {
    /** Whose behaviour the rows describe. */
    static final String NGINX_VERSION = "1.22.1";

    private static final Set<Opinion> N = Set.of(Opinion.NGINX);
    static final List<Explanation> ALL = List.of(
            // Request lines.
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "What two programs could read as different paths is refused (docs/protocol.md 1 and 3)",
                    LineOddity.TARGET_DOT_SEGMENT,
                    LineOddity.TARGET_ENCODED_SLASH,
                    LineOddity.TARGET_ENCODED_CONTROL,
                    LineOddity.TARGET_FRAGMENT,
                    LineOddity.TARGET_ABOVE_ASCII),
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "Target and Host disagree on whose request it is, or on how it is to be made. RFC 9112 §3.2.2 has"
                            + " the target win; nginx sends the worker the Host all the same",
                    LineOddity.TARGET_OF_ANOTHER_HOST,
                    LineOddity.TARGET_OF_ANOTHER_SCHEME),
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "A version that Seawall does not speak gets 505 (RFC 9110 §2.5 lets a server take a higher minor"
                            + " version for its own)",
                    LineOddity.VERSION_HIGHER),
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "HTTP/0.9 has been obsolete since RFC 1945; its answers cannot be told from cut ones",
                    LineOddity.VERSION_MISSING),
            explain(
                    N,
                    Kind.OTHER_REFUSES,
                    "A method is any token, and its case matters (RFC 9110 §9.1)",
                    LineOddity.METHOD_NOT_UPPER_CASE),
            explain(
                    N,
                    Kind.OTHER_REFUSES,
                    "RFC 9112 §2.3 has the version in capitals; read leniently, it reaches the worker in plain form",
                    LineOddity.VERSION_LOWER_CASE),
            explain(
                    N,
                    Kind.REFUSED_OTHERWISE,
                    "400 or 505: a version that is malformed, or not spoken (RFC 9110 §15.6.6)",
                    LineOddity.VERSION_MALFORMED,
                    LineOddity.VERSION_MISSING,
                    LineOddity.VERSION_OF_ANOTHER_KIND),
            explain(
                    N,
                    Kind.OTHER_CLOSES,
                    "Where the refused request ends is plain, so the connection may go on (RFC 9112 §9.3)",
                    LineOddity.METHOD_TRACE,
                    LineOddity.TARGET_BAD_ENCODING),
            // Fields.
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "A line ends with CRLF; that a lone LF may be taken for one (RFC 9112 §2.2) is what smuggling lives"
                            + " on",
                    FieldOddity.LINE_ENDS_BARE,
                    FieldOddity.CR_IN_VALUE),
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "A field is a token, a colon and a value (RFC 9112 §5); nginx drops the line, or makes one of it",
                    FieldOddity.COLON_MISSING,
                    FieldOddity.NAME_NO_TOKEN),
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "Host must be a name or an address with a port (RFC 9110 §7.2); Seawall takes none of the characters"
                            + " that no name needs",
                    FieldOddity.HOST_UNUSUAL),
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "417 to an expectation that nobody knows (RFC 9110 §10.1.1)",
                    FieldOddity.EXPECT_UNKNOWN),
            explain(
                    N,
                    Kind.FIELDS,
                    "What Connection names goes no further (RFC 9110 §7.6.1)",
                    FieldOddity.CONNECTION_OPTION,
                    FieldOddity.UPGRADE_UNKNOWN),
            explain(
                    N,
                    Kind.FIELDS,
                    "A field name is any token (RFC 9110 §5.1); nginx drops those beyond letters, digits and hyphens",
                    FieldOddity.NAME_UNDERSCORE,
                    FieldOddity.NAME_PUNCTUATION),
            // Bodies.
            explain(
                    N,
                    Kind.SEAWALL_REFUSES,
                    "Chunks that are not exactly as RFC 9112 §7.1 has them: two readers could find different ends",
                    FramingOddity.CHUNK_LINE_ENDS_BARE,
                    FramingOddity.CHUNK_SIZE_PADDED,
                    FramingOddity.CHUNK_SIZE_MALFORMED,
                    FramingOddity.CHUNK_EXTENSION_MALFORMED,
                    FramingOddity.TRAILERS_MALFORMED),
            explain(
                    N,
                    Kind.OTHER_REFUSES,
                    "Space around a field's value is no part of it (RFC 9112 §5.1), a tab neither",
                    FramingOddity.CODING_PADDED),
            explain(
                    N,
                    Kind.REFUSED_OTHERWISE,
                    "400 or 501: a coding that is malformed, or not known (RFC 9112 §6.1)",
                    FramingOddity.CODING_UNKNOWN,
                    FramingOddity.CODINGS_SEVERAL),
            explain(
                    N,
                    Kind.TRAILERS,
                    "Trailers may be dropped or passed on (RFC 9110 §6.5.1); Seawall passes those that may be trailers",
                    FramingOddity.TRAILERS,
                    FramingOddity.TRAILERS_FORBIDDEN),
            // Answers.
            explain(
                    N,
                    Kind.SEAWALL_BREAKS_OFF,
                    "How long it is can be read in more than one way (RFC 9112 §6.3)",
                    AnswerOddity.LENGTH_AND_CODING,
                    AnswerOddity.LENGTHS_DIFFER,
                    AnswerOddity.LENGTH_MALFORMED,
                    AnswerOddity.CODING_UNKNOWN,
                    AnswerOddity.CHUNK_LINE_ENDS_BARE),
            explain(
                    N,
                    Kind.SEAWALL_BREAKS_OFF,
                    "Not HTTP/1.1 as RFC 9112 §2.2, §4 and §5 have it",
                    AnswerOddity.LINE_ENDS_BARE,
                    AnswerOddity.FIELD_MALFORMED,
                    AnswerOddity.VERSION_OF_ANOTHER_KIND),
            explain(
                    N,
                    Kind.SEAWALL_BREAKS_OFF,
                    "A worker must not switch to what the client did not ask for (RFC 9110 §7.8)",
                    AnswerOddity.SWITCHING_UNASKED),
            explain(
                            N,
                            Kind.SEAWALL_BREAKS_OFF,
                            "Without chunks or a length only the connection's end can say that an answer is cut: Seawall"
                                    + " resets it (RFC 9112 §8), nginx closes it as if that were the answer's end",
                            AnswerOddity.CUT_BEHIND_HEAD,
                            AnswerOddity.CUT_WITHIN_LENGTH,
                            AnswerOddity.CUT_WITHIN_CHUNKS,
                            AnswerOddity.CUT_WITHIN_TRAILERS,
                            AnswerOddity.RESET_UNTIL_CLOSE,
                            AnswerOddity.CHUNKS_MALFORMED)
                    .with(LineOddity.VERSION_1_0),
            explain(
                    N,
                    Kind.ANSWER_FIELDS,
                    "What Connection names goes no further (RFC 9110 §7.6.1)",
                    AnswerOddity.CONNECTION_OPTION),
            explain(
                    N,
                    Kind.ANSWER_TRAILERS,
                    "Trailers may be dropped or passed on (RFC 9110 §6.5.1)",
                    AnswerOddity.TRAILERS),
            explain(
                            N,
                            Kind.INTERIMS,
                            "HTTP/1.0 knows no interim answers (RFC 9110 §15.2): Seawall keeps them back",
                            AnswerOddity.INTERIM)
                    .with(LineOddity.VERSION_1_0));

    private Explanations() {}
}
