package dev.seawall.frontdoor.differential.exchange;

import static dev.seawall.frontdoor.differential.exchange.Fate.EITHER;
import static dev.seawall.frontdoor.differential.exchange.Fate.FATAL;
import static dev.seawall.frontdoor.differential.exchange.Fate.FORWARDED;
import static dev.seawall.frontdoor.differential.exchange.Fate.REFUSED;

/** Unusual request lines (RFC 9112 §2.2, §3). Immutable. */
public enum LineOddity implements RequestOddity {
    METHOD_EXTENSION(FORWARDED, "a method of its own", (r, dice) -> r.method = dice.of("FROB", "PROPFIND", "M-SEARCH")),
    METHOD_NOT_UPPER_CASE(
            FORWARDED,
            "a method that is a token but not upper-case letters",
            (r, dice) -> r.method = dice.of("get", "Frob", "X!Y", "p~", "R2D2")),
    METHOD_NO_TOKEN(
            FATAL, "a method that is no token", (r, dice) -> r.method = dice.of("G(T", "G\u00E9T", "G@T", "\"G\"")),
    METHOD_TRACE(REFUSED, "TRACE", (r, dice) -> r.method = "TRACE"),
    METHOD_CONNECT(REFUSED, "CONNECT with a path", (r, dice) -> r.method = "CONNECT"),

    TARGET_ABSOLUTE(FORWARDED, "a target in absolute form", (r, dice) -> {
        r.forwardedTarget = r.target;
        r.target = dice.of("http://a", "HTTP://a") + r.target;
    }),
    TARGET_OF_ANOTHER_HOST(
            REFUSED,
            "a target in absolute form with another authority than Host",
            (r, dice) -> r.target = dice.of("http://b", "http://a:81", "http://a.b") + r.target),
    TARGET_WITH_USER(
            REFUSED, "a target in absolute form with userinfo", (r, dice) -> r.target = "http://user@a" + r.target),
    TARGET_OF_ANOTHER_SCHEME(
            REFUSED, "a target of another scheme", (r, dice) -> r.target = dice.of("ftp://a", "ws://a") + r.target),
    TARGET_WITHOUT_SLASH(FATAL, "a target that begins without a slash", (r, dice) -> r.target = r.target.substring(1)),
    TARGET_ENCODED(
            FORWARDED,
            "percent-encoding",
            (r, dice) -> r.target += dice.of("%41%7e", "/caf%C3%A9", "/caf%c3%a9", "/a%3Fb%23", "/a+b%20c")),
    TARGET_QUERY(
            FORWARDED,
            "a query with anything in it",
            (r, dice) -> r.target += dice.of("?", "?a=b&c", "?a?b", "?u=http://c/../d", "?%2e%2e/;")),
    TARGET_ENCODED_PERCENT(FORWARDED, "an encoded percent sign", (r, dice) -> r.target += "/%2525"),
    QUERY_BAD_ENCODING(
            FORWARDED, "broken percent-encoding in a query", (r, dice) -> r.target += dice.of("?x=%zz", "?%")),
    TARGET_PUNCTUATION(
            FORWARDED,
            "path parameters and other punctuation",
            (r, dice) -> r.target += dice.of(";x=1/b;y", "/@a:b,c$d!e", "/'(a)*b~c=", "/..a/b..", "/...")),
    TARGET_EMPTY_SEGMENT(FORWARDED, "empty path segments", (r, dice) -> r.target += dice.of("//x", "//", "/a///b")),
    TARGET_DOT_SEGMENT(
            REFUSED,
            "dot segments",
            (r, dice) -> r.target += dice.of("/../y", "/.", "/./y", "/%2e%2E/y", "/..;x/y", "/..")),
    TARGET_ENCODED_SLASH(REFUSED, "an encoded slash", (r, dice) -> r.target += dice.of("%2Fy", "/a%2f..%2Fb")),
    TARGET_BAD_ENCODING(
            REFUSED, "broken percent-encoding", (r, dice) -> r.target += dice.of("%", "%4", "%zz", "%u0041")),
    TARGET_ENCODED_CONTROL(
            REFUSED, "an encoded control character", (r, dice) -> r.target += dice.of("%0d%0aX:y", "%01", "%7F")),
    TARGET_ENCODED_NUL(REFUSED, "an encoded NUL", (r, dice) -> r.target += "%00"),
    TARGET_FRAGMENT(REFUSED, "a fragment", (r, dice) -> r.target += dice.of("#f", "#")),
    TARGET_ABOVE_ASCII(REFUSED, "bytes above ASCII", (r, dice) -> r.target += dice.of("\u00E9", "/caf\u00C3\u00A9")),
    TARGET_SPACE(FATAL, "a space within the target", (r, dice) -> r.target += dice.of(" y", " y z")),
    TARGET_CONTROL(
            FATAL,
            "a control character in the target",
            (r, dice) -> r.target += dice.of("\u0001", "\u007F", "\t", "\u001B")),
    TARGET_NUL(FATAL, "a NUL in the target", (r, dice) -> r.target += "\u0000"),

    VERSION_1_0(FORWARDED, "HTTP/1.0", (r, dice) -> {
        r.version = "HTTP/1.0";
        r.chunked = false;
        r.keeps = false;
    }),
    VERSION_1_0_KEPT(FORWARDED, "HTTP/1.0 with Connection: keep-alive", (r, dice) -> {
        r.version = "HTTP/1.0";
        r.chunked = false;
        r.line("Connection: keep-alive");
    }),
    VERSION_HIGHER(FATAL, "HTTP/1.2 and such", (r, dice) -> r.version = dice.of("HTTP/1.2", "HTTP/1.9")),
    VERSION_OF_ANOTHER_KIND(
            FATAL, "a version that is not 1", (r, dice) -> r.version = dice.of("HTTP/2.0", "HTTP/0.9", "HTTP/9.9")),
    VERSION_MALFORMED(
            FATAL,
            "a version that cannot be read",
            (r, dice) -> r.version =
                    dice.of("HTTP/1.1x", "HTTP/11", "HTTP/1", "HTTP/3", "HTTP /1.1", "XTTP/1.1", "HTTP/1.1.1")),
    VERSION_LOWER_CASE(EITHER, "a version in lower case", (r, dice) -> r.version = "http/1.1"),
    SPACES(EITHER, "more than one space in the request line", (r, dice) -> r.space = dice.of("  ", "   ")),
    TABS(FATAL, "tabs in the request line", (r, dice) -> r.space = "\t"),
    SPACE_BEFORE(FATAL, "a space before the request line", (r, dice) -> r.before = " "),
    EMPTY_LINE_BEFORE(FORWARDED, "an empty line before the request", (r, dice) -> r.before = "\r\n"),
    VERSION_MISSING(FATAL, "no version", (r, dice) -> r.mangle = head -> head.replaceFirst(" HTTP/1.1\r\n", "\r\n"));

    private final Fate fate;
    private final String label;
    /** Captures nothing. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Change change;

    LineOddity(Fate fate, String label, Change change) {
        this.fate = fate;
        this.label = label;
        this.change = change;
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
