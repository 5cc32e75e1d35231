package dev.seawall.frontdoor.fuzz;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A front door whose worker answers any bytes (see {@link Part} for how; each part answers one request) to the plain
 * request that the first byte chooses: clients get that answer, a problem, or what is recognizably cut, and the next
 * request on a connection never gets what was not its answer.
 *
 * <p>Thread rule: for the thread that fuzzes.
 */
final class WorkerTarget implements AutoCloseable {
    private static final int MOST_ANSWERS = 4;
    private static final int INPUTS_A_CHECK = 16;

    /** Less than the front door's patience with a worker. */
    private static final long PROMPT_NANOS = TimeUnit.MILLISECONDS.toNanos(75);

    private final Script script = new Script();
    private final FuzzWorker worker = new FuzzWorker(script);
    private final DoorUnderFuzz door =
            new DoorUnderFuzz(worker, "relay: {connectTimeout: 5s, firstByteTimeout: 100ms, idleTimeout: 100ms}");

    private long inputs;

    WorkerTarget() throws Exception {}

    void run(byte[] input) throws Exception {
        Asked asked = Asked.by(input.length == 0 ? 0 : input[0]);
        byte[] answers = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        script.load(asked, Part.of(answers, MOST_ANSWERS));

        long begun = System.nanoTime();
        FuzzClient.Received received = FuzzClient.exchange(door.port(), asked.part());
        boolean prompt = System.nanoTime() - begun < PROMPT_NANOS;

        new Relaying(asked, received, prompt).check(script);
        DoorUnderFuzz.await(
                "the front door keeps a connection on which another answer can't be told from this one: "
                        + Http1.text(input),
                () -> worker.connections().stream().noneMatch(FuzzWorker.Connection::isSpoiled));
        door.assertServes();
        door.assertCalm();
        if (inputs++ % INPUTS_A_CHECK == 0) {
            door.assertBuffersReturned();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
