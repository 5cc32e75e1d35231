package dev.seawall.frontdoor.admin;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.seawall.frontdoor.relay.ExchangeRecord.Ending;
import dev.seawall.frontdoor.telemetry.Exchanges;
import dev.seawall.frontdoor.workers.Observation;
import dev.seawall.frontdoor.workers.Observation.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The dashboard with generated traffic, to look at while changing it: {@code DashboardPreview quiet|load|failing|stuck
 * SECONDS WORKERS}. Prints the address, stops by itself.
 */
final class DashboardPreview {
    private final Random random = new Random(1);
    private final AdminUnderTest admin;
    private final String mood;
    private final List<String> workers;

    private DashboardPreview(AdminUnderTest admin, String mood, List<String> workers) {
        this.admin = admin;
        this.mood = mood;
        this.workers = workers;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> workers = IntStream.rangeClosed(1, Integer.parseInt(args[2]))
                .mapToObj(n -> "worker-" + n)
                .toList();
        try (var admin = new AdminUnderTest(workers.toArray(String[]::new))) {
            var preview = new DashboardPreview(admin, args[0], workers);
            admin.time.advance(
                    Duration.between(admin.time.instant(), Instant.now()).minusSeconds(420));
            for (int second = 0; second < 420; second++) {
                preview.oneSecond(second);
            }
            System.out.println("http://127.0.0.1:" + admin.port() + "/");
            var never = new CountDownLatch(1);
            for (int second = 0; second < Integer.parseInt(args[1]); second++) {
                preview.oneSecond(420 + second);
                if (never.await(1, SECONDS)) {
                    return;
                }
            }
        }
    }

    private void oneSecond(int second) {
        boolean failing = mood.equals("failing") && second > 400;
        int requests = mood.equals("quiet") ? 0 : (int) (800 + 150 * Math.sin(second / 25.0) + random.nextInt(60));
        for (int i = 0; i < requests; i++) {
            exchange(workers.get(random.nextInt(workers.size())), failing);
        }
        admin.time.advance(Duration.ofSeconds(1));
        admin.history.tick();
        admin.observations.clear();
        admin.reported.clear();
        for (int i = 0; i < workers.size(); i++) {
            admin.observations.add(observation(i, failing && i == 1, second - 400));
            if (!failing || i != 1) {
                report(workers.get(i), mood.equals("stuck") && i == 2);
            }
        }
    }

    private void exchange(String worker, boolean failing) {
        var telemetry = admin.telemetry;
        telemetry.onBegin();
        telemetry.onAttempt(worker);
        boolean refused = failing && worker.equals("worker-2");
        long nanos = (long) (600_000 + 500_000 * Math.abs(random.nextGaussian()));
        if (random.nextInt(60) == 0) {
            nanos *= 8;
        }
        if (worker.equals("worker-3") && random.nextInt(100_000) < 5) {
            telemetry.onBegin();
            telemetry.onAttempt(worker); // one that never ends
        }
        telemetry.onAttemptEnd(worker, refused, nanos);
        int status = refused ? 503 : random.nextInt(100) == 0 ? 404 : 200;
        Ending ending = random.nextInt(800) == 0 ? Ending.CLIENT_GONE : Ending.COMPLETE;
        telemetry.onEnd(Exchanges.ended(status, Duration.ofNanos(nanos + 150_000), ending));
    }

    private void report(String worker, boolean stuck) {
        var json = new JsonMapper();
        ObjectNode store = json.createObjectNode();
        store.put("observer", worker).put("subject", "store").put("outcome", "reached");
        store.put("objects", 1234).put("bytes", 3_250_585_000L);
        store.put(
                "sentence",
                worker
                        + " holds 1234 objects, 3.0 GiB, in /var/lib/seawall/data; the last commit took 1.2 ms, 3 s ago");
        ObjectNode volume = json.createObjectNode();
        volume.put("observer", worker).put("subject", "volume").put("outcome", stuck ? "failed" : "reached");
        volume.put("fsyncP99Millis", 3.5);
        volume.put(
                "sentence",
                worker + " serves from volume vol-0123456789abcdef0 on nvme1n1, mounted at"
                        + " /var/lib/seawall/data, fence held by i-0123456789abcdef0 (epoch 7, since 2026-11-22T10:00:00Z); "
                        + (stuck
                                ? "no fsync has returned for 7.0 s on /var/lib/seawall/data"
                                : "an fsync took 1.2 ms at p50, 3.5 ms at p99"));
        admin.reported.add(store);
        admin.reported.add(volume);
    }

    private Observation observation(int slot, boolean failed, int seconds) {
        String worker = workers.get(slot);
        String address = "127.0.0.1:" + (9001 + slot);
        Instant now = admin.time.instant();
        if (failed) {
            return new Observation(
                    "front-door-1",
                    worker,
                    address,
                    Outcome.FAILED,
                    null,
                    now,
                    now.minusSeconds(seconds),
                    seconds,
                    "open",
                    "front-door-1 failed to reach " + worker + " at " + address + ": connection refused (" + seconds
                            + " of " + seconds + " tries, last success " + seconds + " s ago)");
        }
        return new Observation(
                "front-door-1",
                worker,
                address,
                Outcome.REACHED,
                Duration.ofNanos(1_300_000),
                now,
                now,
                0,
                "closed",
                "front-door-1 reached " + worker + " at " + address + " in 1.3 ms, 0.8 s ago");
    }
}
