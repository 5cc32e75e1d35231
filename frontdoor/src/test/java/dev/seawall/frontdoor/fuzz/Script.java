package dev.seawall.frontdoor.fuzz;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A worker that answers each request with the next part of what the fuzzer says, and a plain 200 when there is none
 * left.
 *
 * <p>Thread rule: thread-safe.
 */
final class Script implements FuzzWorker.Service {
    private Asked asked = Asked.GET;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final List<Use> uses = new ArrayList<>();

    /**
     * A part that was given as an answer.
     *
     * @param number of the request, as {@link Asked} counts
     */
    record Use(int number, Part part) {}

    synchronized void load(Asked next, List<Part> answers) {
        asked = next;
        parts.clear();
        parts.addAll(answers);
        uses.clear();
    }

    /** What was given to the request of that number, in order. */
    synchronized List<Part> given(int number) {
        return uses.stream()
                .filter(use -> use.number() == number)
                .map(Use::part)
                .toList();
    }

    private synchronized Part next(int number) {
        Part part =
                parts.isEmpty() ? new Part(List.of(FuzzWorker.OK + "0\r\n\r\n"), Part.End.NEXT) : parts.removeFirst();
        uses.add(new Use(number, part));
        return part;
    }

    private synchronized Asked asked() {
        return asked;
    }

    @Override
    public boolean serve(Head request, FuzzWorker.Connection from) throws IOException {
        boolean readFirst = asked().isReadFirst();
        if (readFirst && !from.body(request).isWhole()) {
            return false;
        }
        Part part = next(Asked.number(request));
        if (part.end() == Part.End.NEXT
                && !Given.in(part, request.method(), false).keepsConnection()) {
            from.spoil(part.bytes());
        }
        from.write(part);
        if (part.end() == Part.End.RESET) {
            from.reset();
        }
        return part.end() == Part.End.NEXT && (readFirst || from.body(request).isWhole());
    }
}
