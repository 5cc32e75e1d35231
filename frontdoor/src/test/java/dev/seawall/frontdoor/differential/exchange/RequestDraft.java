package dev.seawall.frontdoor.differential.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request being made: plain to begin with, changed by its oddities, then written down.
 *
 * <p>Thread rule: for one thread.
 */
final class RequestDraft {
    static final String CRLF = "\r\n";
    /** So long a body can be cut anywhere. */
    private static final int LEAST_CUT = 6;

    static final String CHUNKED = "Transfer-Encoding: chunked";

    /** What follows the first chunk's size in a body of {@code abc}. */
    static final String ABC = "\r\nabc\r\n0\r\n\r\n";

    final String token;
    String before = "";
    String method;

    /** As sent. */
    String target;

    /** As a worker is to see it; null: as sent. */
    @Nullable
    String forwardedTarget;

    String space = " ";
    String version = "HTTP/1.1";
    final List<String> hosts = new ArrayList<>(List.of("Host: a"));
    private final List<String> lines = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    /** In place of the plain ones. */
    @Nullable
    List<String> framing;

    boolean chunked;
    String content = "";

    /** In place of the plain one. */
    @Nullable
    String body;

    final List<String> trailerLines = new ArrayList<>();
    final List<String> trailers = new ArrayList<>();
    UnaryOperator<String> mangle = UnaryOperator.identity();
    boolean extensions;
    String behind = "";
    Fate fate = Fate.FORWARDED;
    Pace pace = Pace.AT_ONCE;
    boolean keeps = true;
    boolean typed = true;

    /** Whether something that looks like a request may be sent behind it. */
    boolean baited = true;

    private final Set<Oddity> oddities = new LinkedHashSet<>();

    RequestDraft(String token, String method) {
        this.token = token;
        this.method = method;
        this.target = "/" + token + "/x";
        field("X-Exchange", token);
    }

    void apply(RequestOddity oddity, Dice dice) {
        oddity.apply(this, dice);
        oddities.add(oddity);
        if (oddity.fate() != Fate.FORWARDED) {
            fate = oddity.fate();
        }
    }

    void label(Oddity oddity) {
        oddities.add(oddity);
    }

    /** A field that is to reach the worker. */
    void field(String name, String value) {
        lines.add(name + ": " + value);
        fields.add(name.toLowerCase(Locale.ROOT) + ": " + value);
    }

    /** A line that is for the proxy, or that nobody is to understand. */
    void line(String line) {
        lines.add(line);
    }

    /** A line that is to reach the worker in another form. */
    void line(String line, String forwarded) {
        lines.add(line);
        fields.add(forwarded);
    }

    void close() {
        line("Connection: close");
        keeps = false;
    }

    /** Gives it a body where it has none that can be cut in two. */
    void requireBody(Dice dice) {
        if (content.length() < LEAST_CUT) {
            method = dice.of("POST", "PUT", "PATCH");
            content = dice.content(dice.between(LEAST_CUT, 3000));
        }
    }

    void body(String method, String body) {
        this.method = method;
        this.content = "hello";
        this.body = body;
    }

    void chunks(String body) {
        method = "POST";
        chunked = true;
        content = "abc";
        this.body = body;
    }

    /** Whether what follows it may be anything. */
    boolean isPlainlySent() {
        return fate == Fate.FORWARDED && pace == Pace.AT_ONCE && keeps;
    }

    Request write(Dice dice) {
        if (typed && (hasBodyByMethod() || chunked || !content.isEmpty())) {
            field("Content-Type", "text/x");
        }
        List<String> all = new ArrayList<>(hosts);
        all.addAll(lines);
        all.addAll(framing == null ? plainFraming() : framing);
        StringBuilder head = new StringBuilder(method + space + target + space + version + CRLF);
        all.forEach(line -> head.append(line).append(CRLF));
        head.append(CRLF);
        return new Request(
                token,
                method,
                forwardedTarget == null ? target : forwardedTarget,
                before + mangle.apply(head.toString()),
                body == null ? plainBody(dice) : body,
                behind,
                fields,
                content,
                trailers,
                fate,
                pace,
                keeps,
                version.equals("HTTP/1.0"),
                oddities);
    }

    private boolean hasBodyByMethod() {
        return Set.of("POST", "PUT", "PATCH").contains(method);
    }

    private List<String> plainFraming() {
        if (chunked) {
            return List.of(CHUNKED);
        }
        return content.isEmpty() && !hasBodyByMethod() ? List.of() : List.of("Content-Length: " + content.length());
    }

    private String plainBody(Dice dice) {
        return chunked ? Chunks.of(content, trailerLines, extensions, dice) : content;
    }
}
