package dev.seawall.frontdoor.differential.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes exchanges: of four, one is plain at its end; the others have one oddity in their last request or its answer,
 * few have two, and each oddity comes in its turn. What comes before the last request leaves the connection as it was.
 *
 * <p>Thread rule: immutable.
 */
public final class Generator {
    private static final List<RequestOddity> REQUEST_ODDITIES = Stream.<RequestOddity[]>of(
                    LineOddity.values(), FieldOddity.values(), FramingOddity.values())
            .flatMap(Stream::of)
            .toList();

    /** Behind these nothing follows, or not at once. */
    private static final Set<RequestOddity> ENDING = Set.of(
            LineOddity.VERSION_1_0,
            LineOddity.VERSION_1_0_KEPT,
            FieldOddity.CONNECTION_CLOSE,
            FieldOddity.BYTES_BEHIND_CLOSE,
            FieldOddity.EXPECT,
            FieldOddity.UPGRADE);

    private static final List<RequestOddity> PASSING_REQUEST_ODDITIES = REQUEST_ODDITIES.stream()
            .filter(oddity -> oddity.fate() == Fate.FORWARDED && !ENDING.contains(oddity))
            .toList();

    /** Some proxies end the connection with these. */
    private static final Set<AnswerOddity> LAST =
            Set.of(AnswerOddity.EARLY, AnswerOddity.INTERIM, AnswerOddity.CONTINUE_UNASKED);

    private static final List<AnswerOddity> ANSWER_ODDITIES = List.of(AnswerOddity.values());

    /** What an HTTP/1.0 client cannot be told, or could take for whole because it knows no chunks. */
    private static final List<AnswerOddity> BEYOND_1_0 = List.of(
            AnswerOddity.INTERIM,
            AnswerOddity.TRAILERS,
            AnswerOddity.CUT_BEHIND_HEAD,
            AnswerOddity.CUT_WITHIN_LENGTH,
            AnswerOddity.CUT_WITHIN_CHUNKS,
            AnswerOddity.CHUNKS_UNENDED,
            AnswerOddity.CUT_WITHIN_TRAILERS,
            AnswerOddity.RESET_UNTIL_CLOSE,
            AnswerOddity.CHUNKS_MALFORMED,
            AnswerOddity.CHUNKS_JOINED);

    private static final List<AnswerOddity> PASSING_ANSWER_ODDITIES = ANSWER_ODDITIES.stream()
            .filter(oddity -> !oddity.isBroken() && !LAST.contains(oddity))
            .toList();

    private final long seed;

    public Generator(long seed) {
        this.seed = seed;
    }

    /** The same for the same number, in whatever order they are asked for. */
    public Exchange exchange(int number) {
        Dice dice = new Dice(seed, number);
        int count = dice.of(1, 1, 1, 1, 1, 2, 2, 3, 4);
        List<Request> requests = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            String token = "e" + number + "r" + i;
            RequestDraft draft = plain(token, dice);
            Odd odd = last ? Odd.last(number, dice) : Odd.inBetween(dice);
            prepare(draft, odd, dice);
            if (last && odd.isPlain() && dice.oneIn(12)) {
                draft.pace = Pace.RESETS_WITHIN_ANSWER;
                draft.label(ClientOddity.GONE_WITHIN_ANSWER);
                draft.method = "GET";
                draft.content = "";
                draft.chunked = false;
                odd = new Odd(null, AnswerOddity.LARGE);
            }
            AnswerDraft answer = answer(token, draft, odd, dice);
            if (last && draft.isPlainlySent() && !answer.broken && !answer.early && dice.oneIn(6)) {
                draft.label(ClientOddity.ENDS_SENDING);
            }
            if (odd.request() == FieldOddity.EXPECT) {
                expect(draft, answer, dice);
            }
            if (draft.method.equals("HEAD") && answer.framing != AnswerDraft.Framing.LENGTH) {
                draft.label(ClientOddity.HEAD_OF_UNKNOWN_LENGTH);
            }
            requests.add(draft.write(dice));
            answers.add(answer.write(dice));
        }
        return new Script(number, requests, answers, dice).exchange();
    }

    /** A whole request for what nobody may ever take for one. */
    static String bait(String token) {
        return "GET /smuggled/" + token + "9 HTTP/1.1\r\nHost: a\r\nX-Exchange: " + token + "9\r\n\r\n";
    }

    private static RequestDraft plain(String token, Dice dice) {
        RequestDraft draft = new RequestDraft(
                token, dice.of("GET", "GET", "GET", "POST", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "PATCH"));
        for (String field : List.of("Accept", "User-Agent", "Cookie", "X-One")) {
            if (dice.oneIn(3)) {
                draft.field(field, "v; w=\"1\"");
            }
        }
        if (Set.of("POST", "PUT", "PATCH").contains(draft.method)) {
            draft.content =
                    dice.oneIn(8) ? bait(token) : dice.content(dice.of(0, 1, 2, 5, 100, 1000, 8192, 16_384, 20_000));
            draft.chunked = dice.oneIn(2);
        }
        return draft;
    }

    private static void prepare(RequestDraft draft, Odd odd, Dice dice) {
        if (odd.answer() != null && !odd.answer().isOfTheHead() && draft.method.equals("HEAD")) {
            draft.method = "GET";
        }
        if (odd.answer() == AnswerOddity.EARLY) {
            draft.requireBody(dice);
            draft.pace = Pace.MEETS_EARLY_ANSWER;
        }
        if (odd.request() != null) {
            draft.apply(odd.request(), dice);
        }
        if (draft.fate != Fate.FORWARDED && draft.method.equals("HEAD")) {
            // Where nobody can read the method, nobody knows that there is to be no body.
            draft.method = "GET";
        }
        if (draft.baited && draft.fate.endsConnection() && draft.pace == Pace.AT_ONCE && !dice.oneIn(4)) {
            draft.behind = bait(draft.token);
        }
    }

    private static AnswerDraft answer(String token, RequestDraft request, Odd odd, Dice dice) {
        AnswerDraft answer = new AnswerDraft(token, request.method.equals("HEAD"));
        answer.status = dice.of(200, 200, 200, 201, 404, 500, 503);
        answer.framing = dice.of(List.of(AnswerDraft.Framing.LENGTH, AnswerDraft.Framing.CHUNKED));
        answer.content = dice.content(dice.of(0, 1, 2, 20, 1000, 5000, 16_384, 20_000));
        if (odd.request() == LineOddity.VERSION_1_0_KEPT && dice.oneIn(2)) {
            // Its length is known with its first bytes, in chunks too.
            answer.content = "";
        }
        if (odd.answer() != null) {
            answer.apply(odd.answer(), dice);
        }
        if (request.pace == Pace.SWITCHES) {
            answer.status = 101;
            answer.line("Connection: upgrade");
            answer.line("Upgrade: websocket");
            answer.behind = Script.greeting(token);
            answer.content = answer.behind + Script.sentSwitched(token);
            answer.echoes = Script.sentSwitched(token).length();
            answer.ending = Answer.Ending.CLOSED;
        }
        return answer;
    }

    private static void expect(RequestDraft request, AnswerDraft answer, Dice dice) {
        if (dice.oneIn(5)) {
            request.label(ClientOddity.EXPECTATION_IGNORED);
        } else if (dice.oneIn(4)) {
            request.label(ClientOddity.EXPECTATION_DECLINED);
            request.pace = Pace.AWAITS_CONTINUE;
            answer.early = true;
            answer.status = dice.of(412, 417);
        } else {
            answer.continues = true;
        }
    }

    /** The oddities of one request and its answer; null: none. */
    private record Odd(
            @Nullable RequestOddity request, @Nullable AnswerOddity answer) {

        boolean isPlain() {
            return request == null && answer == null;
        }

        /** Of twenty exchanges in a row each kind comes as often as the next twenty; each oddity comes in its turn. */
        static Odd last(int number, Dice dice) {
            int kind = number % 20;
            int round = number / 20;
            if (kind < 5) {
                return new Odd(null, null);
            } else if (kind < 13) {
                return new Odd(inTurn(REQUEST_ODDITIES, round * 8 + kind - 5), null);
            } else if (kind < 18) {
                return new Odd(null, inTurn(ANSWER_ODDITIES, round * 5 + kind - 13));
            } else if (kind == 18) {
                return new Odd(LineOddity.VERSION_1_0, inTurn(BEYOND_1_0, round));
            }
            AnswerOddity answer = dice.of(ANSWER_ODDITIES);
            boolean alone = answer == AnswerOddity.EARLY || answer == AnswerOddity.SWITCHING_UNASKED;
            return new Odd(dice.of(PASSING_REQUEST_ODDITIES), alone ? AnswerOddity.UNTIL_CLOSE : answer);
        }

        private static <T> T inTurn(List<T> oddities, int turn) {
            return oddities.get(turn % oddities.size());
        }

        static Odd inBetween(Dice dice) {
            return new Odd(
                    dice.oneIn(4) ? dice.of(PASSING_REQUEST_ODDITIES) : null,
                    dice.oneIn(4) ? dice.of(PASSING_ANSWER_ODDITIES) : null);
        }
    }
}
