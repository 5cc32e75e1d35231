package dev.seawall.frontdoor.differential;

import static dev.seawall.frontdoor.differential.Explanation.BOTH;
import static dev.seawall.frontdoor.differential.Explanation.JETTY;
import static dev.seawall.frontdoor.differential.Explanation.NGINX;
import static dev.seawall.frontdoor.differential.Explanation.explain;

import dev.seawall.frontdoor.differential.exchange.ClientOddity;
import dev.seawall.frontdoor.differential.exchange.FieldOddity;
import dev.seawall.frontdoor.differential.exchange.FramingOddity;
import dev.seawall.frontdoor.differential.exchange.LineOddity;
import java.util.List;

/** Why requests fare differently. Immutable. */
final class RequestExplanations {
    private static final String TWO_PATHS =
            "What two programs could read as different paths is refused (docs/protocol.md 1 and 3)";
    private static final String ANOTHER_AUTHORITY =
            "Target and Host disagree on whose request it is, or on how it is to be made (RFC 9112 §3.2.2). Who"
                    + " replaces one by the other forwards another request than was sent";
    private static final String REQUEST_LINE =
            "A request line has one space at each of its two places, and the version in capitals (RFC 9112 §2.3, §3)";
    private static final String WHICH_VERSION =
            "400 or 505: a version that is malformed, or not spoken (RFC 9110 §15.6.6)";
    private static final String LONE_LF =
            "A line ends with CRLF; that a lone LF may be taken for one (RFC 9112 §2.2) is what smuggling lives on";
    private static final String HOST_CHARACTERS =
            "Host must be a name or an address with a port (RFC 9110 §7.2); Seawall takes none of the characters that"
                    + " no name needs";

    static final List<Explanation> ALL = List.of(
            // Request lines.
            explain(BOTH, Kind.SEAWALL_REFUSES, TWO_PATHS, LineOddity.TARGET_DOT_SEGMENT),
            explain(
                    NGINX,
                    Kind.SEAWALL_REFUSES,
                    TWO_PATHS,
                    LineOddity.TARGET_ENCODED_SLASH,
                    LineOddity.TARGET_ENCODED_CONTROL,
                    LineOddity.TARGET_FRAGMENT,
                    LineOddity.TARGET_ABOVE_ASCII),
            explain(BOTH, Kind.SEAWALL_REFUSES, ANOTHER_AUTHORITY, LineOddity.TARGET_OF_ANOTHER_SCHEME),
            explain(NGINX, Kind.SEAWALL_REFUSES, ANOTHER_AUTHORITY, LineOddity.TARGET_OF_ANOTHER_HOST),
            explain(
                    JETTY,
                    Kind.OTHER_REFUSES,
                    "These are targets as RFC 3986 §3.3 and §3.4 have them, or a query that is for the worker to judge;"
                            + " they are routed and forwarded as they came",
                    LineOddity.TARGET_EMPTY_SEGMENT,
                    LineOddity.TARGET_ENCODED_PERCENT,
                    LineOddity.QUERY_BAD_ENCODING),
            explain(
                    JETTY,
                    Kind.SEAWALL_REFUSES,
                    "TRACE would show a client the fields that are added for the worker (RFC 9110 §9.3.8)",
                    LineOddity.METHOD_TRACE),
            explain(
                    JETTY,
                    Kind.METHOD,
                    "A method's case matters (RFC 9110 §9.1): get is another method than GET",
                    LineOddity.METHOD_NOT_UPPER_CASE),
            explain(
                    NGINX,
                    Kind.OTHER_REFUSES,
                    "A method is any token, and its case matters (RFC 9110 §9.1)",
                    LineOddity.METHOD_NOT_UPPER_CASE),
            explain(
                    NGINX,
                    Kind.SEAWALL_REFUSES,
                    "A version that Seawall does not speak gets 505 (RFC 9110 §2.5 lets a server take a higher minor"
                            + " version for its own)",
                    LineOddity.VERSION_HIGHER),
            explain(
                    NGINX,
                    Kind.SEAWALL_REFUSES,
                    "HTTP/0.9 has been obsolete since RFC 1945; its answers cannot be told from cut ones",
                    LineOddity.VERSION_MISSING),
            explain(
                    NGINX,
                    Kind.UNHEARD,
                    "A refusal has a head, in whatever version was asked (RFC 9110 §15); nginx answers without one",
                    LineOddity.VERSION_MISSING),
            explain(BOTH, Kind.SEAWALL_REFUSES, REQUEST_LINE, LineOddity.SPACES),
            explain(JETTY, Kind.SEAWALL_REFUSES, REQUEST_LINE, LineOddity.VERSION_LOWER_CASE),
            explain(BOTH, Kind.REFUSED_OTHERWISE, WHICH_VERSION, LineOddity.VERSION_MALFORMED),
            explain(NGINX, Kind.REFUSED_OTHERWISE, WHICH_VERSION, LineOddity.VERSION_OF_ANOTHER_KIND),
            explain(
                    NGINX,
                    Kind.OTHER_CLOSES,
                    "Where the end of a refused request is plain, or of an answer that is over with its first bytes, to"
                            + " HTTP/1.0 too, the connection may go on (RFC 9112 §9.3)"),
            explain(
                    JETTY,
                    Kind.SEAWALL_CLOSES,
                    "Behind a refused request a connection goes on only where its body has been read, and its head was"
                            + " well formed (RFC 9112 §9.3, §11.2); Jetty reads on in more cases"),
            explain(
                    JETTY,
                    Kind.UNHEARD,
                    "A close with bytes unread resets the connection, which can overtake this answer and those before it"
                            + " (RFC 9112 §9.6): Seawall ends its own side first and reads on for a while"),
            // Fields.
            explain(BOTH, Kind.SEAWALL_REFUSES, LONE_LF, FieldOddity.LINE_ENDS_BARE),
            explain(NGINX, Kind.SEAWALL_REFUSES, LONE_LF, FieldOddity.CR_IN_VALUE),
            explain(
                    NGINX,
                    Kind.SEAWALL_REFUSES,
                    "A field is a token, a colon and a value (RFC 9112 §5); nginx drops the line, or makes one of it",
                    FieldOddity.COLON_MISSING,
                    FieldOddity.NAME_NO_TOKEN),
            explain(
                    NGINX,
                    Kind.SEAWALL_REFUSES,
                    "Control characters belong into no field (RFC 9110 §5.5): one program drops them, another ends the"
                            + " value there",
                    FieldOddity.VALUE_CONTROL),
            explain(BOTH, Kind.SEAWALL_REFUSES, HOST_CHARACTERS, FieldOddity.HOST_ENCODED),
            explain(NGINX, Kind.SEAWALL_REFUSES, HOST_CHARACTERS, FieldOddity.HOST_UNUSUAL),
            explain(
                    NGINX,
                    Kind.SEAWALL_REFUSES,
                    "417 to an expectation that nobody knows (RFC 9110 §10.1.1)",
                    FieldOddity.EXPECT_UNKNOWN),
            explain(
                    NGINX,
                    Kind.FIELDS,
                    "What Connection names goes no further (RFC 9110 §7.6.1)",
                    FieldOddity.CONNECTION_OPTION,
                    FieldOddity.UPGRADE_UNKNOWN),
            explain(
                    NGINX,
                    Kind.FIELDS,
                    "A field name is any token (RFC 9110 §5.1); nginx drops those beyond letters, digits and hyphens",
                    FieldOddity.NAME_UNDERSCORE,
                    FieldOddity.NAME_PUNCTUATION),
            explain(
                    JETTY,
                    Kind.FIELDS,
                    "What a body is, is not for a proxy to say (RFC 9110 §8.3); Jetty adds a Content-Type",
                    FramingOddity.BODY_UNTYPED),
            explain(
                    JETTY,
                    Kind.OTHER_REFUSES,
                    "A worker need not answer an expectation: the body is sent after a while (RFC 9110 §10.1.1); Jetty"
                            + " waits until its deadline",
                    ClientOddity.EXPECTATION_IGNORED),
            // Bodies.
            explain(
                    NGINX,
                    Kind.SEAWALL_REFUSES,
                    "Chunks that are not exactly as RFC 9112 §7.1 has them: two readers could find different ends",
                    FramingOddity.CHUNK_LINE_ENDS_BARE,
                    FramingOddity.CHUNK_SIZE_PADDED,
                    FramingOddity.CHUNK_EXTENSION_MALFORMED,
                    FramingOddity.TRAILERS_MALFORMED),
            explain(
                    JETTY,
                    Kind.SEAWALL_REFUSES,
                    "HTTP/1.0 knows no transfer codings: such framing is faulty (RFC 9112 §6.1)",
                    FramingOddity.CODING_IN_1_0),
            explain(
                    JETTY,
                    Kind.SEAWALL_REFUSES,
                    "Jetty takes chunked off and drops the coding under it: the worker would get other content than the"
                            + " client sent (RFC 9112 §6.1)",
                    FramingOddity.CODING_BEFORE_CHUNKED),
            explain(
                    JETTY,
                    Kind.SEAWALL_REFUSES,
                    "A body without its end is cut, also where nothing of its content is missing (RFC 9112 §7.1, §8)",
                    FramingOddity.CHUNKS_UNENDED),
            explain(
                    NGINX,
                    Kind.UNHEARD,
                    "A client that has ended its sending may still be told why (RFC 9112 §8, §9.6)",
                    FramingOddity.CHUNKS_UNENDED),
            explain(
                    JETTY,
                    Kind.REFUSED_OTHERWISE,
                    "The fault is the client's: 400, where Jetty says 502 (RFC 9110 §15.5.1, §15.6.3)",
                    FramingOddity.CODING_BEFORE_CHUNKED,
                    FramingOddity.CODING_IN_1_0,
                    FramingOddity.CHUNK_END_MISSING,
                    FramingOddity.CHUNK_EXTENSION_MALFORMED,
                    FramingOddity.CHUNK_LINE_ENDS_BARE,
                    FramingOddity.CHUNK_SIZE_HUGE,
                    FramingOddity.CHUNK_SIZE_MALFORMED,
                    FramingOddity.CHUNK_SIZE_PADDED,
                    FramingOddity.TRAILERS_MALFORMED),
            explain(
                    NGINX,
                    Kind.OTHER_REFUSES,
                    "Space around a field's value is no part of it (RFC 9112 §5.1), a tab neither",
                    FramingOddity.CODING_PADDED),
            explain(
                    NGINX,
                    Kind.REFUSED_OTHERWISE,
                    "400 or 501: a coding that is malformed, or not known (RFC 9112 §6.1)",
                    FramingOddity.CODING_UNKNOWN,
                    FramingOddity.CODING_BEFORE_CHUNKED,
                    FramingOddity.CODINGS_SEVERAL),
            explain(
                    BOTH,
                    Kind.TRAILERS,
                    "Trailers may be dropped or passed on (RFC 9110 §6.5.1); Seawall passes those that may be trailers",
                    FramingOddity.TRAILERS,
                    FramingOddity.TRAILERS_FORBIDDEN));

    private RequestExplanations() {}
}
