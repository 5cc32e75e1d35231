package dev.seawall.frontdoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seawall.frontdoor.fuzz.Message.Ending;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a client received is what its worker said: the same answer or the beginning of it, recognizably cut, or
 * else a problem of the front door's own.
 *
 * <p>Thread rule: for one thread.
 */
final class Relaying {
    /** Made anew for the client, so not the worker's. */
    private static final Set<String> OURS =
            Set.of("via", "x-request-id", "date", "connection", "content-length", "transfer-encoding");

    private final Asked asked;
    private final FuzzClient.Received received;
    private final boolean prompt;
    private final ByteArrayInputStream bytes;
    private final Http1 reader;

    /** @param prompt whether no time ran out, so that what the worker said plainly must have arrived */
    Relaying(Asked asked, FuzzClient.Received received, boolean prompt) {
        this.asked = asked;
        this.received = received;
        this.prompt = prompt;
        this.bytes = new ByteArrayInputStream(Http1.bytes(received.bytes()));
        this.reader = new Http1(bytes, true);
    }

    void check(Script script) {
        boolean over = false;
        for (int number = 0; number < asked.methods().size() && !over; number++) {
            String method = asked.methods().get(number);
            List<Part> given = script.given(number);
            assertThat(given.size())
                    .as("tries of a %s: %s", method, given)
                    .isLessThanOrEqualTo(Asked.isIdempotent(method) ? 2 : 1);
            List<Integer> interims = new ArrayList<>();
            Message answer = next(method, interims);
            if (answer == null) {
                assertThat(number > 0 || !received.orderly() || !prompt)
                        .as("an answer in %s", received)
                        .isTrue();
                return;
            }
            checkOne(answer, interims, method, given);
            over = answer.ending() != Ending.WHOLE || answer.head().isLast() || isSwitch(answer);
        }
        assertThat(bytes.available())
                .as("bytes behind the last answer: %s", received)
                .isZero();
    }

    /** Null when not even a head came. */
    private @Nullable Message next(String method, List<Integer> interims) {
        try {
            Head head = reader.answerHead();
            while (head != null && head.isInterim()) {
                interims.add(head.status());
                head = reader.answerHead();
            }
            return head == null ? null : reader.answerBody(head, method);
        } catch (IOException e) {
            assertThat(received.orderly()).as("%s in %s", e, received).isFalse();
            return null;
        }
    }

    private void checkOne(Message answer, List<Integer> interims, String method, List<Part> given) {
        Part last = given.isEmpty() ? null : given.getLast();
        // Only what a worker said bears a Via.
        if (answer.head().values("via").isEmpty()) {
            checkProblem(answer.head(), last, method);
            return;
        }
        if (last == null) {
            throw new AssertionError("an answer that no worker gave: " + answer);
        }
        Given meant = Given.in(last, method, false);
        Message from = meant.answer();
        if (from == null) {
            throw new AssertionError(answer + " made of " + last + ", where there is no answer");
        }
        assertThat(answer.head().status())
                .as("of %s", last)
                .isEqualTo(from.head().status());
        // A 100 may be the front door's own (RFC 9110 §10.1.1).
        assertThat(meant.interims())
                .as("of %s", last)
                .containsAll(interims.stream().filter(status -> status != 100).toList());
        checkFields(answer, from);
        if (isSwitch(answer)) {
            checkTunnel(meant.excess(), last);
        } else {
            checkBody(answer, from, last, method);
        }
    }

    private void checkProblem(Head problem, @Nullable Part in, String method) {
        assertThat(problem.status())
                .as("%s", problem)
                .isGreaterThanOrEqualTo(400)
                .isNotEqualTo(500);
        assertThat(prompt && in != null && isPlain(in, method))
                .as("%s in place of the plain answer %s", problem, in)
                .isFalse();
    }

    private static void checkFields(Message answer, Message from) {
        Head head = answer.head();
        assertThat(head.only("via")).endsWith("1.1 front-door-1");
        assertThat(head.only("x-request-id")).matches("[0-9a-f]{32}");
        assertThat(head.values("date")).as("%s", head).isNotEmpty();
        assertThat(from.head().fields())
                .as("%s of %s", answer, from)
                .containsAll(head.fields().stream()
                        .filter(field -> !OURS.contains(field.name()))
                        .filter(field -> !field.name().equals("upgrade") || !isSwitch(answer))
                        .toList());
        assertThat(from.trailers()).as("%s of %s", answer, from).containsAll(answer.trailers());
    }

    private void checkTunnel(String excess, Part of) {
        String tunnelled = Http1.text(bytes.readAllBytes());
        if (of.end() == Part.End.LAST && received.orderly()) {
            assertThat(tunnelled).as("of %s", of).isEqualTo(excess);
        } else {
            assertThat(excess).as("of %s", of).startsWith(tunnelled);
        }
    }

    private void checkBody(Message answer, Message from, Part of, String method) {
        boolean whole = answer.ending() == Ending.WHOLE || (answer.ending() == Ending.BY_CLOSE && received.orderly());
        if (whole) {
            assertThat(from.isWhole()).as("made whole: %s of %s", answer, of).isTrue();
            assertThat(answer.body()).as("of %s", of).isEqualTo(from.body());
        } else {
            assertThat(answer.ending()).as("%s of %s", answer, of).isNotEqualTo(Ending.MALFORMED);
            assertThat(from.body()).as("of %s", of).startsWith(answer.body());
            assertThat(prompt && isPlain(of, method))
                    .as("cut: %s of the plain answer %s", answer, of)
                    .isFalse();
        }
    }

    private static boolean isSwitch(Message answer) {
        return answer.head().status() == 101;
    }

    /** Such that a worker may rely on its being passed on. */
    private static boolean isPlain(Part part, String method) {
        Given plain = Given.in(part, method, true);
        Message answer = plain.answer();
        return answer != null
                && answer.ending() == Ending.WHOLE
                && !answer.head().isHttp10()
                && part.end() != Part.End.RESET
                && plain.excess().isEmpty()
                && !isSwitch(answer);
    }
}
