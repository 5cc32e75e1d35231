package dev.seawall.frontdoor.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A front door whose clients speak HTTP/2 in cleartext and send any frames behind the preface and their settings. The
 * first byte says how many go in one write, 0 all: frames hold any byte, so none can mean more than itself.
 *
 * <p>Thread rule: for the thread that fuzzes.
 */
final class FramesTarget implements AutoCloseable {
    private static final String EMPTY_SETTINGS = "\0\0\0\4\0\0\0\0\0";
    private static final int MOST_WRITES = 16;
    private static final int INPUTS_A_CHECK = 16;

    private final Arrivals arrivals = new Arrivals();
    private final DoorUnderFuzz door;
    private long inputs;

    FramesTarget() throws Exception {
        door = new DoorUnderFuzz(
                new FuzzWorker(arrivals), "relay: {connectTimeout: 5s, firstByteTimeout: 20s, idleTimeout: 20s}");
    }

    void run(byte[] input) throws Exception {
        Frames.check(FuzzClient.exchange(door.port(), part(Http1.text(input))));
        arrivals.take().forEach(message -> Forwarding.checkVouchedFor(message.head()));
        door.assertCalm();
        if (inputs++ % INPUTS_A_CHECK == 0) {
            door.assertServes();
            door.assertBuffersReturned();
        }
    }

    private static Part part(String input) {
        List<String> writes = new ArrayList<>();
        String frames = input.isEmpty() ? "" : input.substring(1);
        int size = input.isEmpty() || input.charAt(0) == 0 ? frames.length() : input.charAt(0);
        int at = 0;
        while (writes.size() < MOST_WRITES - 1 && frames.length() - at > size) {
            writes.add(frames.substring(at, at + size));
            at += size;
        }
        writes.add(frames.substring(at));
        writes.set(0, Requests.PREFACE + EMPTY_SETTINGS + writes.getFirst());
        return new Part(List.copyOf(writes), Part.End.LAST);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
