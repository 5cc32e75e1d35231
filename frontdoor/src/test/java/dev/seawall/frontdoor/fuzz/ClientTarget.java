package dev.seawall.frontdoor.fuzz;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A front door whose clients send any bytes (see {@link Part} for how; each part is a connection of its own): the worker
 * gets exactly the requests that they hold by RFC 9112, or fewer, and the client plain answers, one each.
 *
 * <p>Thread rule: for the thread that fuzzes.
 */
final class ClientTarget implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 4;
    private static final int MOST_ON_THE_WAY = 64;

    /** A check costs as much as an input. */
    private static final int INPUTS_A_CHECK = 16;

    private final Arrivals arrivals = new Arrivals();
    private final DoorUnderFuzz door;

    /** Of the inputs before, what may arrive late: cut off, or given up by either side. The oldest are forgotten. */
    private final Deque<Message> onTheWay = new ArrayDeque<>();

    private long inputs;

    ClientTarget() throws Exception {
        door = new DoorUnderFuzz(
                new FuzzWorker(arrivals), "relay: {connectTimeout: 5s, firstByteTimeout: 20s, idleTimeout: 20s}");
    }

    void run(byte[] input) throws Exception {
        try {
            check(input);
            door.assertCalm();
        } finally {
            var unused = arrivals.take();
        }
        if (inputs++ % INPUTS_A_CHECK == 0) {
            door.assertServes();
            door.assertBuffersReturned();
        }
    }

    private void check(byte[] input) throws IOException {
        List<Message> sent = new ArrayList<>(onTheWay);
        List<Message> late = new ArrayList<>();
        boolean legible = true;
        for (Part part : Part.of(input, MOST_CONNECTIONS)) {
            Requests requests = Requests.in(part);
            FuzzClient.Received received = FuzzClient.exchange(door.port(), part);
            sent.addAll(requests.messages());
            late.addAll(requests.messages().stream()
                    .filter(message -> !received.orderly() || !message.isWhole())
                    .toList());
            legible &= !requests.http2();
            if (requests.http2()) {
                Frames.check(received);
            } else if (part.end() != Part.End.RESET) {
                Answers.check(requests, received, arrivals);
            }
        }
        onTheWay.addAll(late);
        while (onTheWay.size() > MOST_ON_THE_WAY) {
            onTheWay.removeFirst();
        }
        List<Message> arrived = arrivals.take();
        if (legible) {
            Forwarding.check(sent, arrived);
        } else {
            arrived.forEach(message -> Forwarding.checkVouchedFor(message.head()));
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
