package dev.seawall.frontdoor.differential.exchange;

import static dev.seawall.frontdoor.differential.exchange.Fate.FATAL;
import static dev.seawall.frontdoor.differential.exchange.Fate.FORWARDED;
import static dev.seawall.frontdoor.differential.exchange.Fate.REFUSED;
import static dev.seawall.frontdoor.differential.exchange.RequestDraft.CRLF;

import java.util.List;

/** Unusual fields of a request (RFC 9110 §5 to §7, RFC 9112 §5). Immutable. */
public enum FieldOddity implements RequestOddity {
    LINE_ENDS_BARE(FATAL, "line ends without CR", (r, dice) -> {
        boolean all = dice.oneIn(2);
        r.mangle = head -> all ? head.replace(CRLF, "\n") : head.replaceFirst(CRLF, "\n");
    }),
    CR_IN_VALUE(FATAL, "a CR within a field", (r, dice) -> r.line(dice.of("X: a\rY: b", "X: a\r\r", "X: \rb"))),
    FOLDED(FATAL, "a folded field", (r, dice) -> r.line(dice.of("X: a\r\n folded", "X: a\r\n\tfolded", "X:\r\n a"))),
    FOLDED_FIRST(FATAL, "a fold before the first field", (r, dice) -> r.hosts.addFirst(" X: a")),
    NAME_WITH_SPACE(FATAL, "a space before the colon", (r, dice) -> r.line(dice.of("X : a", "X\t: a"))),
    NAME_EMPTY(FATAL, "a field without a name", (r, dice) -> r.line(": a")),
    COLON_MISSING(FATAL, "a field without a colon", (r, dice) -> r.line(dice.of("X", "X a b"))),
    NAME_NO_TOKEN(FATAL, "a field name that is no token", (r, dice) -> r.line(dice.of("X(: a", "X@: a", "X\u00E9: a"))),
    NAME_CONTROL(
            FATAL, "a control character in a field name", (r, dice) -> r.line(dice.of("X\u0001: a", "X\u007F: a"))),
    NAME_UNDERSCORE(FORWARDED, "a field name with an underscore", (r, dice) -> r.field("X_Under", "a")),
    NAME_PUNCTUATION(
            FORWARDED,
            "a field name of other punctuation",
            (r, dice) -> r.field(dice.of("X!y", "X.y", "X~", "$x"), "a")),
    VALUE_CONTROL(
            FATAL,
            "a control character in a field",
            (r, dice) -> r.line("X: a" + dice.of("\u0001", "\u000B", "\u001B", "\u007F"))),
    VALUE_NUL(FATAL, "a NUL in a field", (r, dice) -> r.line("X: a\u0000b")),
    VALUE_ABOVE_ASCII(
            FORWARDED, "bytes above ASCII in a field", (r, dice) -> r.field("X-High", "caf\u00C3\u00A9 \u00E9")),
    VALUE_EMPTY(FORWARDED, "an empty field", (r, dice) -> r.line("X-Empty:" + dice.of("", " ", "\t "), "x-empty: ")),
    VALUE_PADDED(
            FORWARDED,
            "space around a field's value",
            (r, dice) -> r.line("X-Padded:" + dice.of("a b  ", "\t a b", " a b \t"), "x-padded: a b")),
    VALUE_WITH_TAB(FORWARDED, "a tab within a field's value", (r, dice) -> r.field("X-Tab", "a\tb")),
    REPEATED(FORWARDED, "a field several times", (r, dice) -> {
        r.field("X-Again", "1");
        r.field("X-Other", "2");
        r.field("x-again", "3, 4");
        r.field("X-AGAIN", "5");
    }),
    MANY(FORWARDED, "eighty fields", (r, dice) -> {
        for (int i = 0; i < 80; i++) {
            r.field("X-Many-" + i, "v" + i);
        }
    }),
    LONG(FORWARDED, "a field of 6,000 bytes", (r, dice) -> r.field("X-Long", "l".repeat(6000))),
    HEAD_TOO_LONG(
            FATAL, "a head over the limit", (r, dice) -> r.line("X-Long: " + "l".repeat(dice.of(17_000, 40_000)))),

    HOST_MISSING(FATAL, "no Host", (r, dice) -> r.hosts.clear()),
    HOST_TWICE(FATAL, "two Host fields", (r, dice) -> r.hosts.add(dice.of("Host: a", "Host: b"))),
    HOST_WITH_PORT(FORWARDED, "a Host with a port, or an address", (r, dice) -> {
        r.hosts.clear();
        r.hosts.add("Host: " + dice.of("a:80", "127.0.0.1:8080", "[::1]", "[::1]:80", "EXAMPLE.org"));
    }),
    HOST_MALFORMED(FATAL, "a Host that is none, by any reading", (r, dice) -> {
        r.hosts.clear();
        r.hosts.add("Host: " + dice.of("a/b", "a b", "a\u0001"));
    }),
    HOST_ENCODED(FATAL, "a Host with percent-encoding", (r, dice) -> {
        r.hosts.clear();
        r.hosts.add("Host: a%41");
    }),
    HOST_UNUSUAL(FATAL, "a Host with characters that no name needs", (r, dice) -> {
        r.hosts.clear();
        r.hosts.add(
                "Host: " + dice.of("a,b", "a?b", "a#b", "user@a", "http:a", "a:port", "a:99999", "<a>", "caf\u00E9"));
    }),

    CONNECTION_OPTION(FORWARDED, "Connection names a field", (r, dice) -> {
        r.line("X-Drop: 1");
        r.line(dice.of("Connection: X-Drop", "Connection: keep-alive, x-drop", "connection: x-DROP ,,"));
        r.field("X-Keep", "2");
    }),
    CONNECTION_NAMES_OURS(
            FORWARDED,
            "Connection names a field that is needed",
            (r, dice) -> r.line("Connection: " + dice.of("Host", "Content-Length", "X-Forwarded-For", "Via"))),
    CONNECTION_CLOSE(FORWARDED, "Connection: close", (r, dice) -> r.close()),
    BYTES_BEHIND_CLOSE(FORWARDED, "a request behind one with Connection: close", (r, dice) -> {
        r.close();
        r.behind = Generator.bait(r.token);
    }),
    HOP_BY_HOP(FORWARDED, "Keep-Alive, Proxy-Connection, TE", (r, dice) -> {
        r.line("Keep-Alive: timeout=5");
        r.line("Proxy-Connection: keep-alive");
        r.line("TE: trailers, deflate;q=0.5");
    }),
    FORWARDING_CLAIMED(FORWARDED, "fields that only a proxy may set", (r, dice) -> {
        r.line("X-Forwarded-For: 6.6.6.6");
        r.line("X-Forwarded-Host: forged");
        r.line("Forwarded: for=forged");
        r.line("X-Request-Id: forged");
        r.line("Seawall-Slot: forged");
    }),
    EXPECT(FORWARDED, "Expect: 100-continue", (r, dice) -> {
        r.requireBody(dice);
        r.line("Expect: 100-continue");
        r.pace = dice.oneIn(3) ? Pace.AT_ONCE : Pace.AWAITS_CONTINUE;
    }),
    EXPECT_UNKNOWN(
            REFUSED, "an expectation that nobody knows", (r, dice) -> r.line("Expect: " + dice.of("200-ok", "x"))),
    UPGRADE_UNKNOWN(FORWARDED, "an upgrade to something else", (r, dice) -> {
        r.line("Connection: Upgrade, HTTP2-Settings");
        r.line("Upgrade: " + dice.of("h2c", "foo/2"));
        r.line("HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA");
    }),
    UPGRADE_DECLINED(FORWARDED, "an upgrade to WebSocket that is declined", (r, dice) -> webSocket(r)),
    UPGRADE(FORWARDED, "an upgrade to WebSocket", (r, dice) -> {
        webSocket(r);
        r.pace = Pace.SWITCHES;
        r.keeps = false;
    });

    private final Fate fate;
    private final String label;
    /** Captures nothing. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Change change;

    FieldOddity(Fate fate, String label, Change change) {
        this.fate = fate;
        this.label = label;
        this.change = change;
    }

    private static void webSocket(RequestDraft request) {
        request.method = "GET";
        request.content = "";
        request.chunked = false;
        request.framing = List.of();
        request.line("Connection: Upgrade");
        request.line("Upgrade: websocket");
        request.field("Sec-WebSocket-Version", "13");
        request.field("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
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
