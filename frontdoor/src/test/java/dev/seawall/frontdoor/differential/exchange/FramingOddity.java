package dev.seawall.frontdoor.differential.exchange;

import static dev.seawall.frontdoor.differential.exchange.Fate.FATAL;
import static dev.seawall.frontdoor.differential.exchange.Fate.FORWARDED;
import static dev.seawall.frontdoor.differential.exchange.Fate.SPOILT;
import static dev.seawall.frontdoor.differential.exchange.RequestDraft.ABC;
import static dev.seawall.frontdoor.differential.exchange.RequestDraft.CHUNKED;

import java.util.List;

/** Unusual bodies of a request and unusual ways to say how long they are (RFC 9112 §6, §7). Immutable. */
public enum FramingOddity implements RequestOddity {
    LENGTH_AND_CODING(FATAL, "both Content-Length and Transfer-Encoding", (r, dice) -> {
        String length = "Content-Length: " + dice.of("5", "0", "15");
        framed(r, dice.oneIn(2) ? List.of(length, CHUNKED) : List.of(CHUNKED, length), dice);
    }),
    LENGTHS_DIFFER(
            FATAL,
            "Content-Lengths that differ",
            (r, dice) -> framed(r, List.of("Content-Length: 5", "Content-Length: " + dice.of("6", "0", "15")), dice)),
    LENGTH_REPEATED(
            FATAL,
            "the same Content-Length twice",
            (r, dice) -> framed(
                    r,
                    dice.oneIn(2) ? List.of("Content-Length: 5", "Content-Length: 5") : List.of("Content-Length: 5, 5"),
                    dice)),
    LENGTH_MALFORMED(
            FATAL,
            "a Content-Length that is no plain number",
            (r, dice) -> framed(
                    r,
                    List.of("Content-Length:"
                            + dice.of(
                                    " -5",
                                    " +5",
                                    " 0x5",
                                    " 5a",
                                    " 5 5",
                                    " 5;",
                                    " 5.0",
                                    " \"5\"",
                                    "",
                                    " 5,6",
                                    " 99999999999999999999",
                                    " 18446744073709551621")),
                    dice)),
    LENGTH_WITH_ZEROES(FORWARDED, "a Content-Length with leading zeroes", (r, dice) -> {
        r.requireBody(dice);
        r.chunked = false;
        r.framing = List.of("Content-Length: 000" + r.content.length());
    }),
    CODING_UNKNOWN(
            FATAL,
            "a transfer coding other than chunked",
            (r, dice) -> framed(
                    r,
                    List.of("Transfer-Encoding:"
                            + dice.of(
                                    " xchunked",
                                    " gzip",
                                    " identity",
                                    " chun ked",
                                    " \"chunked\"",
                                    " chunked;q=1",
                                    "")),
                    dice)),
    CODINGS_SEVERAL(
            FATAL,
            "several transfer codings",
            (r, dice) -> framed(
                    r,
                    dice.oneIn(2)
                            ? List.of(CHUNKED, CHUNKED)
                            : List.of("Transfer-Encoding: " + dice.of("chunked, gzip", "chunked, chunked")),
                    dice)),
    CODING_BEFORE_CHUNKED(
            FATAL,
            "a transfer coding in front of chunked",
            (r, dice) ->
                    framed(r, List.of("Transfer-Encoding: " + dice.of("gzip, chunked", "identity, chunked")), dice)),
    CODING_PADDED(FORWARDED, "chunked in other letters and spaces", (r, dice) -> {
        r.requireBody(dice);
        r.chunked = true;
        r.framing = List.of(
                dice.of("Transfer-Encoding:  chunked \t", "transfer-encoding: CHUNKED", "Transfer-Encoding:Chunked"));
    }),
    CODING_IN_1_0(FATAL, "a transfer coding in HTTP/1.0", (r, dice) -> {
        framed(r, List.of(CHUNKED), dice);
        r.version = "HTTP/1.0";
    }),

    CHUNK_SIZE_MALFORMED(
            SPOILT,
            "a chunk size that is no plain number",
            (r, dice) -> r.chunks(dice.of("-3", "+3", "0x3", " 3", "g", "", ";a=b", "3,3", "3\u0000") + ABC)),
    CHUNK_SIZE_HUGE(
            SPOILT,
            "a chunk size of more than 64 bits, or more than comes",
            (r, dice) ->
                    r.chunks(dice.of("FFFFFFFFFFFFFFFFF", "10000000000000003", "100000003", "7FFFFFFFFFFFFFFF") + ABC)),
    CHUNK_SIZE_PADDED(
            SPOILT, "space behind a chunk size", (r, dice) -> r.chunks("3" + dice.of(" ", "\t", "  ", " 3") + ABC)),
    CHUNK_LINE_ENDS_BARE(
            SPOILT,
            "line ends without CR in the chunks",
            (r, dice) -> r.chunks(dice.of(
                    "3\nabc\r\n0\r\n\r\n",
                    "3\r\nabc\n0\r\n\r\n",
                    "3;a\nabc\r\n0\r\n\r\n",
                    "3\r\nabc\r\n0\n\r\n",
                    "3\r\nabc\r\n0\r\n\n"))),
    CHUNK_END_MISSING(
            SPOILT,
            "no line end behind a chunk",
            (r, dice) -> r.chunks(dice.of(
                    "3\r\nabc0\r\n\r\n", "3\r\nabcX\r\n0\r\n\r\n", "2\r\nabc\r\n0\r\n\r\n", "3\rabc\r\n0\r\n\r\n"))),
    CHUNKS_UNENDED(
            SPOILT,
            "the client ends its sending where a line end of the chunks lacks its LF, or is the last but one",
            (r, dice) -> {
                r.chunks(dice.of("3\r\nabc\r\n0\r\n", "3\r\nabc\r\n0\r\n\r", "3\r\nabc\r"));
                r.baited = false;
            }),
    CHUNK_EXTENSIONS(FORWARDED, "chunk extensions and needless zeroes", (r, dice) -> {
        r.requireBody(dice);
        r.chunked = true;
        r.extensions = true;
    }),
    CHUNK_EXTENSION_MALFORMED(
            SPOILT,
            "a control character in a chunk extension",
            (r, dice) -> r.chunks("3;a" + dice.of("\u0000b", "=\rb", "=\"\n\"", "\u0001") + ABC)),
    TRAILERS(FORWARDED, "trailers", (r, dice) -> {
        r.requireBody(dice);
        r.chunked = true;
        r.line("Trailer: X-Sum");
        r.trailerLines.addAll(List.of("X-Sum: 6", "x-empty:", "X-Sum: 7"));
        r.trailers.addAll(List.of("x-sum: 6", "x-empty: ", "x-sum: 7"));
    }),
    TRAILERS_FORBIDDEN(FORWARDED, "trailers that must not be such", (r, dice) -> {
        r.requireBody(dice);
        r.chunked = true;
        r.trailerLines.add(dice.of(
                "Content-Length: 99",
                "Host: evil",
                "X-Forwarded-For: 6.6.6.6",
                "Authorization: x",
                "Seawall-Slot: forged"));
        r.trailerLines.add("X-Sum: 6");
        r.trailers.add("x-sum: 6");
    }),
    TRAILERS_MALFORMED(
            SPOILT,
            "a trailer that is no plain field",
            (r, dice) -> r.chunks("3\r\nabc\r\n0\r\n"
                    + dice.of("Bad Trailer: x", "X: a\nb", "X: a\r\n folded", "X : a", ": a", "X") + "\r\n\r\n")),

    BODY_UNTYPED(FORWARDED, "a body without a Content-Type", (r, dice) -> {
        r.requireBody(dice);
        r.typed = false;
    }),
    BODY_UNEXPECTED(FORWARDED, "a body where none is usual", (r, dice) -> {
        r.requireBody(dice);
        r.method = dice.of("GET", "DELETE", "OPTIONS");
    }),
    BODY_LARGE(FORWARDED, "a body of 300 KiB", (r, dice) -> {
        r.requireBody(dice);
        r.content = dice.content(300 * 1024 + dice.below(9));
    }),
    BODY_ENDS(SPOILT, "the client ends its sending within the body", (r, dice) -> {
        r.requireBody(dice);
        r.pace = Pace.ENDS_WITHIN_BODY;
    }),
    BODY_RESET(SPOILT, "the client resets the connection within the body", (r, dice) -> {
        r.requireBody(dice);
        r.pace = Pace.RESETS_WITHIN_BODY;
    });

    private final Fate fate;
    private final String label;
    /** Captures nothing. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Change change;

    FramingOddity(Fate fate, String label, Change change) {
        this.fate = fate;
        this.label = label;
        this.change = change;
    }

    /** A body that can be read in either way, by these lines. */
    private static void framed(RequestDraft request, List<String> lines, Dice dice) {
        request.body(dice.of("POST", "PUT"), dice.of("hello", "5\r\nhello\r\n0\r\n\r\n"));
        request.framing = lines;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Fate fate() {
        return fate;
    }

    @Override
    public void apply(RequestDraft request, Dice dice) {
        change.make(request, dice);
    }
}
