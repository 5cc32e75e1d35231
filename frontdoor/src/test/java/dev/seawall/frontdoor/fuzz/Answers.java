package dev.seawall.frontdoor.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * Whether what a client received are answers, one for each request and no more, plainly framed. Stateless.
 */
final class Answers {
    private Answers() {}

    /** All whole, from a worker that answers every request with its number. */
    static void check(Requests sent, FuzzClient.Received received, Arrivals arrivals) {
        Http1 reader = new Http1(new ByteArrayInputStream(Http1.bytes(received.bytes())), true);
        int answered = 0;
        boolean last = false;
        try {
            for (Head head = reader.answerHead(); head != null; head = reader.answerHead()) {
                Message answer = reader.answerBody(head, sent.method(answered));
                if (!answer.isWhole()) {
                    throw new IOException("an answer that is " + answer.ending());
                }
                if (!head.isInterim()) {
                    assertThat(last).as("an answer behind the last: %s", head).isFalse();
                    checkOne(sent, answered, head, arrivals);
                    last = head.isLast();
                    answered++;
                }
            }
        } catch (IOException e) {
            // A reset may take with it what the client had not read yet.
            assertThat(received.orderly()).as("%s, in %s", e, received).isFalse();
        }
        assertThat(last || !received.orderly() || answered >= sent.whole())
                .as("%s answers to %s requests: %s", answered, sent.whole(), received)
                .isTrue();
    }

    private static void checkOne(Requests sent, int number, Head answer, Arrivals arrivals) {
        int most = sent.messages().size() + (sent.rest().isEmpty() ? 0 : 1);
        assertThat(number).as("answers before this one to %s: %s", sent, answer).isLessThan(most);
        assertThat(answer.status()).as("%s", answer).isNotEqualTo(500);
        List<String> arrival = answer.values(Arrivals.NUMBER);
        if (!arrival.isEmpty()) {
            assertThat(number)
                    .as("what no strict reader takes for a request was answered: %s", sent)
                    .isLessThan(sent.messages().size());
            Message answered = arrivals.at(Integer.parseInt(arrival.getFirst()));
            Forwarding.check(List.of(sent.messages().get(number)), List.of(answered));
        }
    }
}
