package dev.seawall.deploy.flood.rig;

import dev.seawall.deploy.flood.record.Usage;
import dev.seawall.deploy.lab.fabric.Counters;
import dev.seawall.deploy.lab.fabric.FabricException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads, every second, what each component used: its program's processor time and memory, its instance's interface.
 * Components on one instance share the interface, and each shows all of it. Has a thread of its own.
 */
final class UsageMeter {
    private static final long INTERVAL_MILLIS = 1000;

    private final Ground ground;
    private final Cast cast;
    private final Recorder recorder;

    /** Component to instance. */
    private final Map<String, String> places = new LinkedHashMap<>();

    private final Thread thread;

    private record Reading(long at, long cpuMillis, Counters counters) {}

    UsageMeter(Layout layout, Ground ground, Cast cast, Recorder recorder) {
        this.ground = ground;
        this.cast = cast;
        this.recorder = recorder;
        layout.doors().forEach(door -> places.put(door.name(), door.instance()));
        places.put(Layout.WORKER, layout.workerInstance());
        thread = Thread.ofPlatform().daemon().name("usage").start(this::run);
    }

    private void run() {
        Map<String, Reading> last = new HashMap<>();
        try {
            while (true) {
                Map<String, Counters> counters = new HashMap<>();
                for (var place : places.entrySet()) {
                    if (!counters.containsKey(place.getValue())) {
                        counters.put(place.getValue(), ground.fabric().counters(place.getValue()));
                    }
                    read(place.getKey(), counters.get(place.getValue()), last);
                }
                TimeUnit.MILLISECONDS.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (FabricException e) {
            recorder.happened("what programs use could not be read any more: " + e.getMessage());
        }
    }

    private void read(String component, Counters counters, Map<String, Reading> last) {
        var program = cast.running(component);
        var now = new Reading(System.currentTimeMillis(), program.cpuMillis(), counters);
        var then = last.put(component, now);
        if (then == null) {
            return;
        }
        var moved = counters.minus(then.counters());
        recorder.record(new Usage(
                then.at(),
                now.at() - then.at(),
                component,
                Math.max(0, now.cpuMillis() - then.cpuMillis()),
                moved.receivedBytes(),
                moved.receiveDrops(),
                moved.sentBytes(),
                moved.sendDrops(),
                program.residentBytes()));
    }

    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
