package dev.seawall.frontdoor.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker that keeps each request and answers it with its number.
 *
 * <p>Thread rule: thread-safe.
 */
final class Arrivals implements FuzzWorker.Service {
    /** The field that holds the number. */
    static final String NUMBER = "x-arrival";

    private final List<Message> messages = new ArrayList<>();

    @Override
    public boolean serve(Head request, FuzzWorker.Connection from) throws IOException {
        if (!request.values("expect").isEmpty()) {
            from.write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        Message message = from.body(request);
        int number;
        synchronized (this) {
            number = messages.size();
            messages.add(message);
        }
        if (!message.isWhole()) {
            return false;
        }
        String body = request.method().equals("HEAD") ? "" : "ok";
        from.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n" + NUMBER + ": " + number + "\r\n\r\n" + body);
        return true;
    }

    synchronized Message at(int number) {
        return messages.get(number);
    }

    /** All since the last call. */
    synchronized List<Message> take() {
        List<Message> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }
}
