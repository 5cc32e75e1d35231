package dev.seawall.frontdoor.knobs;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All knobs of a front door: sets them, clears them by hand or when their time is over, and keeps what they are set to
 * over a restart. A change holds from the moment at which it was made, also where it can't be written down: during an
 * incident a full disk must not be in the way.
 *
 * <p>Thread rule: thread-safe. Changes write files and may block; what only reads never does. Its owner calls
 * {@link #sweep} every second or so.
 */
public final class Knobs {
    public static final Duration USUAL = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofDays(7);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final String observer;
    private final Map<String, BoundKnob> bound = new LinkedHashMap<>();
    private final @Nullable KnobFiles files;
    private final InstantSource clock;
    private final Consumer<String> changes;

    /** By name; replaced as a whole. */
    private volatile Map<String, Setting> settings = Map.of();

    /**
     * Makes them, none set.
     *
     * @param observer this front door
     * @param directory where settings are kept; null: nowhere
     * @param changes told as a sentence of every change, and of what can't be kept
     */
    public Knobs(
            String observer,
            List<BoundKnob> knobs,
            @Nullable Path directory,
            InstantSource clock,
            Consumer<String> changes) {
        this.observer = observer;
        this.files = directory == null ? null : new KnobFiles(directory);
        this.clock = clock;
        this.changes = changes;
        knobs.forEach(each -> bound.put(each.knob().name(), each));
    }

    /** Takes what was kept into use, but for what is over: once, before requests come. */
    public synchronized void restore() {
        if (files == null) {
            return;
        }
        List<Setting> kept;
        try {
            kept = files.read();
        } catch (IOException e) {
            changes.accept(observer + ": every knob is at its default, for " + files.settings() + " can't be used: "
                    + e.getMessage() + aside(files));
            return;
        }
        Instant now = now();
        Map<String, Setting> restored = new LinkedHashMap<>();
        List<KnobChange> made = new ArrayList<>();
        for (Setting each : kept) {
            BoundKnob knob = bound.get(each.knob());
            if (knob == null || knob.knob().values().read(each.value()) == null) {
                changes.accept(observer + ": the knob " + each.knob() + " is not set to " + each.value() + " again, as "
                        + files.settings() + " has it: there is no such knob or value any more");
            } else if (each.isOver(now) || each.until().isAfter(now.plus(LONGEST))) {
                made.add(change(now, "expired", each, each.value(), knob.normalText()));
            } else {
                knob.apply(each.value());
                restored.put(each.knob(), each);
                made.add(change(now, "restored", each, knob.normalText(), each.value()));
            }
        }
        take(restored, made);
    }

    private static String aside(KnobFiles files) {
        try {
            return "; it is " + files.setAside() + " now";
        } catch (IOException e) {
            return "";
        }
    }

    /** Sets one, anew if it is set already. */
    public synchronized KnobOutcome set(String name, String value, String owner, String reason, Duration expiresIn) {
        BoundKnob knob = bound.get(name);
        if (knob == null) {
            return unknown(name);
        }
        String broken = broken(knob, value, expiresIn);
        broken = broken == null ? Words.broken("owner", owner, Words.LONGEST_OWNER) : broken;
        broken = broken == null ? Words.broken("reason", reason, Words.LONGEST_REASON) : broken;
        if (broken != null) {
            return new KnobOutcome.Refused(broken);
        }
        String before = facts(knob).value();
        Instant now = now();
        Setting set = new Setting(name, value, owner, reason, now, now.plus(expiresIn));
        knob.apply(value);
        Map<String, Setting> next = new LinkedHashMap<>(settings);
        next.put(name, set);
        return new KnobOutcome.Done(
                KnobFacts.of(knob, set), take(next, List.of(change(now, "set", set, before, value))));
    }

    private @Nullable String broken(BoundKnob knob, String value, Duration expiresIn) {
        String name = knob.knob().name();
        Long number = knob.knob().values().read(value);
        if (number == null || !knob.knob().values().text(number).equals(value)) {
            return "value of " + name + " must be " + knob.knob().values().range() + ", not \"" + Words.shown(value)
                    + '"';
        }
        if (number == knob.normal()) {
            return name + " is " + value + " when it is not set: clear it instead of setting it to that";
        }
        if (expiresIn.compareTo(SHORTEST) < 0 || expiresIn.compareTo(LONGEST) > 0) {
            return "expiresIn must be between 1s and 168h (7 days): a knob that nobody looks after is forgotten";
        }
        return null;
    }

    /** Puts one back to its default, also when it is there already. */
    public synchronized KnobOutcome clear(String name, String owner, String reason) {
        BoundKnob knob = bound.get(name);
        if (knob == null) {
            return unknown(name);
        }
        String broken = Words.broken("owner", owner, Words.LONGEST_OWNER);
        broken = broken == null ? Words.broken("reason", reason, Words.LONGEST_REASON) : broken;
        if (broken != null) {
            return new KnobOutcome.Refused(broken);
        }
        Setting was = settings.get(name);
        if (was == null) {
            return new KnobOutcome.Done(facts(knob), null);
        }
        knob.effect().accept(knob.normal());
        Map<String, Setting> next = new LinkedHashMap<>(settings);
        next.remove(name);
        KnobChange change = new KnobChange(
                now(), name, "cleared", was.value(), knob.normalText(), owner, reason, was.from(), was.until());
        return new KnobOutcome.Done(KnobFacts.of(knob, null), take(next, List.of(change)));
    }

    /** Clears those whose time is over. */
    public void sweep() {
        Instant now = now();
        if (settings.values().stream().anyMatch(each -> each.isOver(now))) {
            expire(now);
        }
    }

    private synchronized void expire(Instant now) {
        Map<String, Setting> next = new LinkedHashMap<>(settings);
        List<KnobChange> made = new ArrayList<>();
        for (Setting each : settings.values()) {
            BoundKnob knob = bound.get(each.knob());
            if (knob != null && each.isOver(now)) {
                knob.effect().accept(knob.normal());
                next.remove(each.knob());
                made.add(change(now, "expired", each, each.value(), knob.normalText()));
            }
        }
        take(next, made);
    }

    /** Makes changes known and writes them down; what did not work, as a sentence, or null. */
    private @Nullable String take(Map<String, Setting> next, List<KnobChange> made) {
        settings = Map.copyOf(next);
        made.forEach(each -> changes.accept(each.sentence(observer)));
        if (files == null || made.isEmpty()) {
            return null;
        }
        IOException failure = null;
        try {
            files.append(made);
        } catch (IOException e) {
            failure = e;
        }
        try {
            files.write(next.values());
        } catch (IOException e) {
            failure = e;
        }
        if (failure == null) {
            return null;
        }
        String remark = observer + " could not write to " + files.directory() + ": " + failure
                + "; what knobs are set to holds, but perhaps not over a restart";
        changes.accept(remark);
        return remark;
    }

    private static KnobChange change(Instant now, String what, Setting of, String before, String value) {
        return new KnobChange(now, of.knob(), what, before, value, of.owner(), of.reason(), of.from(), of.until());
    }

    private KnobOutcome unknown(String name) {
        return new KnobOutcome.Unknown(
                "no knob is named \"" + Words.shown(name) + "\"; there are " + String.join(", ", bound.keySet()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** All, in their order. */
    public List<KnobFacts> facts() {
        return bound.values().stream().map(this::facts).toList();
    }

    /** Those that are not at their defaults. */
    public List<KnobFacts> set() {
        return facts().stream().filter(each -> each.set() != null).toList();
    }

    /** One; null when there is none of that name. */
    public @Nullable KnobFacts facts(String name) {
        BoundKnob knob = bound.get(name);
        return knob == null ? null : facts(knob);
    }

    private KnobFacts facts(BoundKnob knob) {
        return KnobFacts.of(knob, settings.get(knob.knob().name()));
    }

    /** Where settings are kept; null: nowhere, so that a restart clears them. */
    public @Nullable Path directory() {
        return files == null ? null : files.directory();
    }
}
