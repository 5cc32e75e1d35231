package dev.seawall.frontdoor;

import dev.seawall.frontdoor.admission.Gates;
import dev.seawall.frontdoor.guard.Guard;
import dev.seawall.frontdoor.http.patience.Patience;
import dev.seawall.frontdoor.knobs.BoundKnob;
import dev.seawall.frontdoor.knobs.Knob;
import dev.seawall.frontdoor.knobs.Knobs;
import dev.seawall.frontdoor.routing.Route;
import dev.seawall.frontdoor.workers.WorkerTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Which knob moves what: a part of the main. Stateless. */
final class KnobWiring {
    private static final int WHOLE_PERCENT = 100;

    private KnobWiring() {}

    /** With what was kept of them taken into use. */
    static Knobs open(
            FrontDoorConfig config,
            Guard guard,
            Gates gates,
            Patience patience,
            WorkerTable workers,
            InstantSource clock,
            Consumer<String> changes) {
        List<BoundKnob> bound = new ArrayList<>(List.of(
                BoundKnob.of(Knob.GUARD, guard::turn),
                new BoundKnob(Knob.GUARD_RATE, WHOLE_PERCENT, percent -> guard.throttle((int) percent)),
                BoundKnob.of(Knob.ADMISSION, gates::turn),
                new BoundKnob(
                        Knob.ADMISSION_QUEUE, config.admission().queue(), requests -> gates.queue((int) requests)),
                BoundKnob.of(Knob.RETRIES, gates.retries()::turn),
                BoundKnob.of(Knob.DEADLINES, patience::turn),
                new BoundKnob(Knob.BODY_RATE, config.limits().rateBytes(), patience::rate),
                new BoundKnob(Knob.CONNECTIONS, config.limits().mostConnections(), most -> {
                    patience.connections().most((int) most);
                    guard.capacity((int) most);
                }),
                BoundKnob.of(Knob.EJECTION, workers::eject),
                BoundKnob.of(Knob.SLOW_START, workers::startSlowly)));
        for (Route route : config.routes()) {
            bound.add(new BoundKnob(
                    Knob.shed(route.match()), 0, percent -> gates.throttle().turnAway(route.match(), (int) percent)));
        }
        Knobs knobs = new Knobs(config.name(), bound, config.knobs().directory(), clock, changes);
        knobs.restore();
        return knobs;
    }
}
