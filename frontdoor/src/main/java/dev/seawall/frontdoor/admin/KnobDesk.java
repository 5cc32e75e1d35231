package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.knobs.KnobFacts;
import dev.seawall.frontdoor.knobs.KnobOutcome;
import dev.seawall.frontdoor.knobs.Knobs;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What the admin port can be asked about knobs, and told (docs/protocol.md section 8), free of HTTP.
 *
 * <p>Thread rule: thread-safe. A change may block, so it is made where {@link #execute} says.
 */
public final class KnobDesk {
    static final String PATH = "/-/knobs";

    private final String component;
    private final Knobs knobs;
    private final Executor changes;
    private final InstantSource clock;

    /**
     * Opens it.
     *
     * @param changes one thread, which may have to wait for a disk: the admin port's own go on meanwhile
     */
    public KnobDesk(String component, Knobs knobs, Executor changes, InstantSource clock) {
        this.component = component;
        this.knobs = knobs;
        this.changes = changes;
        this.clock = clock;
    }

    /** Of which knob a path speaks; null when of none. */
    static @Nullable String named(String path) {
        return path.startsWith(PATH + "/") ? path.substring(PATH.length() + 1) : null;
    }

    void execute(Runnable change) {
        changes.execute(change);
    }

    Answer list() {
        return Answer.json(200, KnobsReport.of(component, clock.instant(), knobs.directory(), knobs.facts()));
    }

    /** One of them. */
    Answer show(String name) {
        KnobFacts knob = knobs.facts(name);
        return knob == null
                ? unknown("no knob has that name; " + PATH + " lists those that there are")
                : Answer.json(200, KnobsReport.Entry.of(knob, null));
    }

    Answer set(String name, byte[] json) {
        try {
            KnobOrder order = KnobOrder.read(json);
            return answer(knobs.set(name, order.value(), order.owner(), order.reason(), order.expiresIn()));
        } catch (KnobOrder.BadOrderException e) {
            return refused(e.getMessage());
        }
    }

    Answer clear(String name, @Nullable String owner, @Nullable String reason) {
        return answer(knobs.clear(name, owner == null ? "" : owner, reason == null ? "" : reason));
    }

    private static Answer answer(KnobOutcome outcome) {
        return switch (outcome) {
            case KnobOutcome.Done done -> Answer.json(200, KnobsReport.Entry.of(done.knob(), done.remark()));
            case KnobOutcome.Unknown unknown -> unknown(unknown.detail());
            case KnobOutcome.Refused refused -> refused(refused.detail());
        };
    }

    private static Answer unknown(String detail) {
        return Answer.problem(404, "no-knob", "There is no such knob", detail);
    }

    private static Answer refused(@Nullable String detail) {
        return Answer.problem(400, "bad-knob", "The knob can't be changed like that", detail + "; nothing was changed");
    }

    /** Those that are not at their defaults. */
    List<SeenKnob> observations() {
        return knobs.set().stream().map(each -> SeenKnob.of(component, each)).toList();
    }
}
