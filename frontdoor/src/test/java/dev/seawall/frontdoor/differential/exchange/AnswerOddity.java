package dev.seawall.frontdoor.differential.exchange;

import static dev.seawall.frontdoor.differential.exchange.AnswerDraft.Framing.CHUNKED;
import static dev.seawall.frontdoor.differential.exchange.AnswerDraft.Framing.CLOSE;
import static dev.seawall.frontdoor.differential.exchange.AnswerDraft.Framing.LENGTH;
import static dev.seawall.frontdoor.differential.exchange.RequestDraft.ABC;
import static dev.seawall.frontdoor.differential.exchange.RequestDraft.CRLF;

import java.util.List;

/** Unusual, broken and cut answers of a worker (RFC 9112 §4 to §8). Immutable. */
public enum AnswerOddity implements Oddity {
    UNTIL_CLOSE("an answer that ends with its connection", (a, dice) -> {
        a.framing = CLOSE;
        a.content = dice.content(dice.between(0, 5000));
    }),
    CLOSING("an answer with Connection: close", (a, dice) -> {
        a.line("Connection: close");
        a.ending = Answer.Ending.CLOSED;
    }),
    NO_CONTENT("204", (a, dice) -> a.status = 204),
    NO_CONTENT_WITH_LENGTH("204 with Content-Length: 0", (a, dice) -> {
        a.status = 204;
        a.framingLines = List.of("Content-Length: 0");
    }),
    NOT_MODIFIED("304", (a, dice) -> {
        a.status = 304;
        a.framingLines = dice.oneIn(2) ? List.of() : List.of("Content-Length: 1234");
    }),
    OTHER_STATUS("a status that nobody knows", (a, dice) -> {
        a.status = dice.of(299, 418, 499, 555, 599);
        a.content = "other";
    }),
    REASON_UNUSUAL(
            "a status line without a reason, or with bytes above ASCII",
            (a, dice) -> a.reason = dice.of("", " ", " caf\u00E9")),
    VERSION_1_0("an answer in HTTP/1.0", (a, dice) -> {
        a.version = "HTTP/1.0";
        a.framing = dice.oneIn(2) ? CLOSE : LENGTH;
        a.ending = Answer.Ending.CLOSED;
    }),
    CHUNK_EXTENSIONS("chunk extensions and needless zeroes in an answer", (a, dice) -> {
        a.framing = CHUNKED;
        a.extensions = true;
        a.content = dice.content(dice.between(1, 5000));
    }),
    TRAILERS("trailers of an answer", (a, dice) -> {
        a.framing = CHUNKED;
        a.line("Trailer: X-Sum");
        a.trailerLines.addAll(List.of("X-Sum: 6", "X-Sum: 7"));
        a.trailers.addAll(List.of("x-sum: 6", "x-sum: 7"));
    }),
    TRAILERS_FORBIDDEN("trailers of an answer that must not be such", (a, dice) -> {
        a.framing = CHUNKED;
        a.trailerLines.add(dice.of("Content-Length: 99", "Set-Cookie: a=b", "Content-Type: x/y"));
    }),
    FIELDS_REPEATED("fields of an answer several times", (a, dice) -> {
        a.field("Set-Cookie", "a=b");
        a.field("X-Again", "1");
        a.field("Set-Cookie", "c=d; Path=/");
        a.field("X-Again", "2");
    }),
    FIELDS_ODD("bytes above ASCII, tabs and nothing in an answer's fields", (a, dice) -> {
        a.field("X-High", "caf\u00E9");
        a.field("X_Under", "a\tb");
        a.field("X-Empty", "");
    }),
    FIELD_LONG("a field of 12,000 bytes in an answer", (a, dice) -> a.field("X-Long", "l".repeat(12_000))),
    CONNECTION_OPTION("Connection names a field of an answer", (a, dice) -> {
        a.line("X-Drop: 1");
        a.line("Connection: X-Drop");
        a.line("Keep-Alive: timeout=5");
        a.field("X-Keep", "2");
    }),
    UPGRADE_OFFERED("Upgrade in an ordinary answer", (a, dice) -> a.line("Upgrade: h2c")),
    INTERIM("103 or 102 before an answer", (a, dice) -> {
        for (int i = dice.between(1, 3); i > 0; i--) {
            a.interim(dice.of(102, 103), "Link: </a>");
        }
        a.line("Connection: close");
        a.ending = Answer.Ending.CLOSED;
    }),
    CONTINUE_UNASKED("100 before an answer, unasked", (a, dice) -> {
        a.before = "HTTP/1.1 100 Continue" + CRLF + CRLF;
        a.line("Connection: close");
        a.ending = Answer.Ending.CLOSED;
    }),
    LARGE("an answer of 300 KiB", (a, dice) -> {
        a.framing = dice.of(List.of(LENGTH, CHUNKED, CLOSE));
        a.content = dice.content(300 * 1024 + dice.below(9));
    }),
    EARLY("an answer before the request's end", (a, dice) -> {
        a.early = true;
        a.status = dice.of(200, 403, 413);
    }),
    BYTES_BEHIND(
            "bytes behind the answer's end",
            (a, dice) -> a.behind = dice.of("poison", "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison")),

    CUT_BEFORE_HEAD(
            "a worker that goes away without an answer", true, (a, dice) -> a.cut(AnswerDraft.Cut.BEFORE_HEAD, dice)),
    CUT_WITHIN_HEAD("an answer cut within its head", true, (a, dice) -> a.cut(AnswerDraft.Cut.WITHIN_HEAD, dice)),
    CUT_BEHIND_HEAD("an answer cut behind its head", true, (a, dice) -> {
        a.framing = dice.of(List.of(LENGTH, CHUNKED));
        a.content = dice.content(dice.of(1, 100));
        a.cut(AnswerDraft.Cut.BEHIND_HEAD, dice);
    }),
    CUT_WITHIN_LENGTH("an answer cut short of its Content-Length", true, (a, dice) -> {
        a.framing = LENGTH;
        a.content = dice.content(dice.of(3, 100, 5000, 100_000));
        a.cut(AnswerDraft.Cut.WITHIN_BODY, dice);
    }),
    CUT_WITHIN_CHUNKS("an answer cut within its chunks", true, (a, dice) -> {
        a.framing = CHUNKED;
        a.content = dice.content(dice.of(3, 100, 5000, 100_000));
        a.cut(AnswerDraft.Cut.WITHIN_BODY, dice);
    }),
    CHUNKS_UNENDED("an answer without the empty line behind its last chunk", true, (a, dice) -> {
        a.framing = CHUNKED;
        a.content = dice.content(dice.of(0, 3, 100, 5000));
        a.cut(AnswerDraft.Cut.WITHIN_LAST_LINE, dice);
    }),
    CUT_WITHIN_TRAILERS("an answer cut within its trailers", true, (a, dice) -> {
        a.chunks("3\r\nabc\r\n0\r\n" + dice.of("", "X", "X-Sum: 6", "X-Sum: 6\r\n"));
        a.ending = dice.of(List.of(Answer.Ending.CLOSED, Answer.Ending.RESET));
    }),
    RESET_UNTIL_CLOSE("an answer until close that ends with a reset", true, (a, dice) -> {
        a.framing = CLOSE;
        a.content = dice.content(dice.of(3, 5000));
        a.ending = Answer.Ending.RESET;
    }),

    LENGTH_AND_CODING("an answer with both Content-Length and Transfer-Encoding", true, (a, dice) -> {
        a.framingLines = List.of("Content-Length: 3", "Transfer-Encoding: chunked");
        a.abc("3" + ABC);
        a.ending = Answer.Ending.CLOSED;
    }),
    LENGTHS_DIFFER("an answer with two Content-Lengths", true, (a, dice) -> {
        a.framingLines = List.of("Content-Length: 2", "Content-Length: 3");
        a.abc("abc");
        a.ending = Answer.Ending.CLOSED;
    }),
    LENGTH_MALFORMED("an answer whose Content-Length is no plain number", true, (a, dice) -> {
        a.framingLines = List.of("Content-Length: " + dice.of("-2", "+2", "2a", "2, 2", "0x2", "99999999999999999999"));
        a.ending = Answer.Ending.CLOSED;
    }),
    CODING_UNKNOWN("an answer with a transfer coding other than chunked", true, (a, dice) -> {
        a.framingLines = List.of("Transfer-Encoding: " + dice.of("chunked, chunked", "xchunked", "identity"));
        a.abc("3" + ABC);
        a.ending = Answer.Ending.CLOSED;
    }),
    CODING_BEFORE_CHUNKED("an answer with a transfer coding in front of chunked", true, (a, dice) -> {
        a.framingLines = List.of("Transfer-Encoding: gzip, chunked");
        a.abc("3" + ABC);
        a.ending = Answer.Ending.CLOSED;
    }),
    CHUNKS_MALFORMED("malformed chunks in an answer", true, (a, dice) -> {
        a.chunks(dice.of("-3", "0x3", "g", "", "FFFFFFFFFFFFFFFFF") + ABC);
        a.ending = Answer.Ending.CLOSED;
    }),
    CHUNKS_JOINED("no line end behind a chunk in an answer", true, (a, dice) -> {
        a.chunks(dice.of("3\r\nabcX\r\n0\r\n\r\n", "2\r\nabc\r\n0\r\n\r\n"));
        a.ending = Answer.Ending.CLOSED;
    }),
    CHUNK_LINE_ENDS_BARE("line ends without CR in an answer's chunks", true, (a, dice) -> {
        a.chunks(dice.of("3\nabc\r\n0\r\n\r\n", "3\r\nabc\n0\r\n\r\n", "3\r\nabc\r\n0\n\r\n"));
        a.ending = Answer.Ending.CLOSED;
    }),
    STATUS_LINE_MALFORMED("a status line that cannot be read", true, (a, dice) -> {
        String line = dice.of("garbage", "HTTP/1.1 abc OK", "HTTP/1.1 99 Low", "HTTP/1.1 1000 High", "HTTP/1.1", "");
        a.mangle = head -> line + head.substring(head.indexOf(CRLF));
        a.ending = Answer.Ending.CLOSED;
    }),
    VERSION_OF_ANOTHER_KIND("an answer in another version", true, (a, dice) -> {
        a.version = dice.of("HTTP/0.9", "ICY");
        a.ending = Answer.Ending.CLOSED;
    }),
    VERSION_2_0("an answer in HTTP/2.0, in the form of 1.1", true, (a, dice) -> {
        a.version = "HTTP/2.0";
        a.ending = Answer.Ending.CLOSED;
    }),
    FIELD_MALFORMED("a field of an answer that is none", true, (a, dice) -> {
        a.line(dice.of("X : a", "X: a\u0000b", "X: a\r\n folded", "X", "X(: a"));
        a.ending = Answer.Ending.CLOSED;
    }),
    LINE_ENDS_BARE("line ends without CR in an answer's head", true, (a, dice) -> {
        a.mangle = head -> head.replace(CRLF, "\n");
        a.ending = Answer.Ending.CLOSED;
    }),
    HEAD_TOO_LONG("an answer's head over the limit", true, (a, dice) -> {
        a.line("X-Long: " + "l".repeat(100_000));
        a.ending = Answer.Ending.CLOSED;
    }),
    SWITCHING_UNASKED("101 that nobody asked for", true, (a, dice) -> {
        a.status = 101;
        a.line("Connection: upgrade");
        a.line("Upgrade: x");
        a.ending = Answer.Ending.CLOSED;
    });

    /** How one is made. */
    @FunctionalInterface
    private interface Change {
        void make(AnswerDraft answer, Dice dice);
    }

    private final String label;
    private final boolean broken;
    /** Captures nothing. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Change change;

    AnswerOddity(String label, Change change) {
        this(label, false, change);
    }

    AnswerOddity(String label, boolean broken, Change change) {
        this.label = label;
        this.broken = broken;
        this.change = change;
    }

    @Override
    public String label() {
        return label;
    }

    boolean isBroken() {
        return broken;
    }

    /** Whether it shows in an answer to HEAD too, and no proxy takes the head for a body. */
    boolean isOfTheHead() {
        return switch (this) {
            case CLOSING,
                    OTHER_STATUS,
                    REASON_UNUSUAL,
                    FIELDS_REPEATED,
                    FIELDS_ODD,
                    FIELD_LONG,
                    CONNECTION_OPTION,
                    UPGRADE_OFFERED,
                    BYTES_BEHIND,
                    CUT_BEFORE_HEAD,
                    CUT_WITHIN_HEAD,
                    LENGTH_AND_CODING,
                    LENGTHS_DIFFER,
                    LENGTH_MALFORMED,
                    VERSION_2_0,
                    FIELD_MALFORMED,
                    LINE_ENDS_BARE,
                    HEAD_TOO_LONG,
                    SWITCHING_UNASKED -> true;
            default -> false;
        };
    }

    void apply(AnswerDraft answer, Dice dice) {
        change.make(answer, dice);
    }
}
