package dev.seawall.frontdoor.differential.exchange;

import static dev.seawall.frontdoor.differential.exchange.RequestDraft.CHUNKED;
import static dev.seawall.frontdoor.differential.exchange.RequestDraft.CRLF;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An answer being made: plain to begin with, changed by an oddity, then written down.
 *
 * <p>Thread rule: for one thread.
 */
final class AnswerDraft {
    private static final int END_OF_CHUNKS = "0\r\n\r\n".length();

    /** Up to where it is sent. */
    enum Cut {
        BEFORE_HEAD,
        WITHIN_HEAD,
        BEHIND_HEAD,
        WITHIN_BODY,
        WITHIN_LAST_LINE
    }

    /** How its end is told. */
    enum Framing {
        LENGTH,
        CHUNKED,
        CLOSE
    }

    final String token;
    private final boolean toHead;
    int status = 200;
    String version = "HTTP/1.1";
    String reason = " OK";
    Framing framing = Framing.LENGTH;
    private final List<String> lines = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    /** In place of the plain ones. */
    @Nullable
    List<String> framingLines;

    String content = "ok";

    /** In place of the plain one. */
    @Nullable
    String body;

    final List<String> trailerLines = new ArrayList<>();
    final List<String> trailers = new ArrayList<>();
    boolean extensions;
    String before = "";
    final List<Integer> interims = new ArrayList<>();
    String behind = "";
    UnaryOperator<String> mangle = UnaryOperator.identity();

    @Nullable
    Cut cut;

    boolean broken;
    boolean continues;
    boolean early;
    int echoes;
    Answer.Ending ending = Answer.Ending.KEPT;
    private final Set<Oddity> oddities = new LinkedHashSet<>();

    AnswerDraft(String token, boolean toHead) {
        this.token = token;
        this.toHead = toHead;
        field("X-Answer", token);
    }

    void apply(AnswerOddity oddity, Dice dice) {
        oddity.apply(this, dice);
        oddities.add(oddity);
        broken |= oddity.isBroken();
    }

    /** A field that is to reach the client. */
    void field(String name, String value) {
        lines.add(name + ": " + value);
        fields.add(name.toLowerCase(Locale.ROOT) + ": " + value);
    }

    /** A line that is for the proxy, or that nobody is to understand. */
    void line(String line) {
        lines.add(line);
    }

    void interim(int interim, String line) {
        before += "HTTP/1.1 " + interim + " Interim" + CRLF + line + CRLF + CRLF;
        interims.add(interim);
    }

    void cut(Cut where, Dice dice) {
        cut = where;
        ending = dice.oneIn(2) ? Answer.Ending.CLOSED : Answer.Ending.RESET;
    }

    /** In chunks, by these bytes. */
    void chunks(String as) {
        framing = Framing.CHUNKED;
        abc(as);
    }

    /** With content {@code abc}, in these bytes. */
    void abc(String as) {
        content = "abc";
        body = as;
    }

    Answer write(Dice dice) {
        StringBuilder head = new StringBuilder(version + " " + status + reason + CRLF);
        lines.forEach(line -> head.append(line).append(CRLF));
        (framingLines == null ? plainFraming() : framingLines)
                .forEach(line -> head.append(line).append(CRLF));
        String whole = before + mangle.apply(head.append(CRLF).toString());
        int headEnd = whole.length();
        boolean bodiless = toHead || status == 204 || status == 304 || status == 101;
        if (!bodiless) {
            whole += body == null ? plainBody(dice) : body;
        }
        if (framing == Framing.CLOSE && ending == Answer.Ending.KEPT) {
            ending = Answer.Ending.CLOSED;
        }
        return new Answer(
                token,
                status,
                withWhatIsBehind(Fragments.of(whole.substring(0, end(whole.length(), headEnd, dice)), dice)),
                fields,
                bodiless && echoes == 0 ? "" : content,
                bodiless ? List.of() : trailers,
                interims,
                broken,
                continues,
                early,
                echoes,
                ending,
                oddities);
    }

    /** In one piece with the end: what comes later may be taken for the next answer by any reader. */
    private List<String> withWhatIsBehind(List<String> fragments) {
        if (behind.isEmpty()) {
            return fragments;
        }
        List<String> all = new ArrayList<>(fragments);
        all.addLast(all.removeLast() + behind);
        return all;
    }

    private int end(int length, int headEnd, Dice dice) {
        return switch (cut) {
            case null -> length;
            case BEFORE_HEAD -> 0;
            case WITHIN_HEAD -> dice.between(1, headEnd - 1);
            case BEHIND_HEAD -> headEnd;
            case WITHIN_BODY -> dice.between(headEnd + 1, length - (framing == Framing.CHUNKED ? END_OF_CHUNKS : 1));
            case WITHIN_LAST_LINE -> length - dice.between(1, 2);
        };
    }

    private List<String> plainFraming() {
        boolean none = status == 204 || status == 101 || framing == Framing.CLOSE;
        if (none) {
            return List.of();
        }
        return List.of(framing == Framing.CHUNKED ? CHUNKED : "Content-Length: " + content.length());
    }

    private String plainBody(Dice dice) {
        return framing == Framing.CHUNKED ? Chunks.of(content, trailerLines, extensions, dice) : content;
    }
}
