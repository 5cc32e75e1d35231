package dev.seawall.frontdoor.fuzz;

import dev.seawall.frontdoor.fuzz.Message.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's bytes are by RFC 9112, as the answer to one request. Immutable.
 *
 * @param interims their status, in order
 * @param answer the final one as far as it came; null when there is none, or its head is cut or malformed
 * @param excess what comes behind a whole answer
 */
record Given(List<Integer> interims, @Nullable Message answer, String excess) {
    private static final int MOST_INTERIMS = 100;

    /** @param plain take nothing but what a careful worker sends */
    static Given in(Part part, String method, boolean plain) {
        InputStream bytes = part.asReceived();
        Http1 reader = new Http1(bytes, plain);
        List<Integer> interims = new ArrayList<>();
        Message answer = null;
        StringBuilder excess = new StringBuilder();
        try {
            Head head = reader.answerHead();
            while (head != null && head.isInterim() && interims.size() <= MOST_INTERIMS) {
                interims.add(head.status());
                head = reader.answerHead();
            }
            if (head != null && !head.isInterim()) {
                answer = reader.answerBody(head, method);
                for (int b = bytes.read(); b >= 0; b = bytes.read()) {
                    excess.append((char) b);
                }
            }
        } catch (IOException e) {
            // No answer, or no more bytes.
        }
        return new Given(List.copyOf(interims), answer, excess.toString());
    }

    boolean isWhole() {
        return answer != null && answer.isWhole();
    }

    /** Whether another request may follow on the connection (RFC 9112 §9.3). */
    boolean keepsConnection() {
        return answer != null
                && answer.ending() == Ending.WHOLE
                && excess.isEmpty()
                && answer.head().status() != 101
                && !answer.head().isLast();
    }
}
