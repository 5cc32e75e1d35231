package dev.seawall.frontdoor.knobs;

import java.util.List;

/**
 * One thing that may be changed while a front door runs. docs/operations.md lists them all, as a test checks. Immutable.
 *
 * @param does what it does when it is not at its default, for people
 * @param otherwise its default, or the configuration's key that says it
 */
public record Knob(String name, String does, Values values, String otherwise) {
    private static final Values SWITCH = new Values.Switch();
    private static final String ON = "on";

    public static final Knob GUARD = new Knob(
            "guard",
            "off: clients' networks are only counted; nobody is turned away, not even by the deny list",
            SWITCH,
            ON);

    public static final Knob GUARD_RATE = new Knob(
            "guard-rate",
            "of guard.requestsPerSecond; below 100 networks are held to it even while nothing is short",
            new Values.Whole(1, 1000, "percent"),
            "100");

    public static final Knob ADMISSION = new Knob(
            "admission",
            "off: every request goes to its worker at once, whatever limit, queue and credits say",
            SWITCH,
            ON);

    public static final Knob ADMISSION_QUEUE = new Knob(
            "admission-queue",
            "requests that may wait for one worker",
            new Values.Whole(0, 100_000, "requests"),
            "admission.queue");

    public static final Knob RETRIES = new Knob(
            "retries", "off: no second tries; a kept connection that had gone stale is still replaced", SWITCH, ON);

    public static final Knob DEADLINES = new Knob(
            "deadlines",
            "off: clients are waited for however slow they are, until relay.idleTimeout of silence",
            SWITCH,
            ON);

    public static final Knob BODY_RATE = new Knob(
            "body-rate",
            "the least rate of bodies and of taking answers, over limits.rateTime",
            new Values.Whole(1, 1 << 30, "bytes a second"),
            "limits.rateBytes");

    public static final Knob CONNECTIONS = new Knob(
            "connections",
            "client connections at once; of those that stand, idle ones are closed",
            new Values.Whole(16, 10_000_000, "connections"),
            "limits.connections");

    public static final Knob EJECTION = new Knob(
            "ejection",
            "off: workers that look unreachable are asked as well, whatever their breakers say",
            SWITCH,
            ON);

    public static final Knob SLOW_START =
            new Knob("slow-start", "off: a worker that is reached again is given all of its limit at once", SWITCH, ON);

    /** Those that every front door has. */
    public static final List<Knob> FIXED = List.of(
            GUARD,
            GUARD_RATE,
            ADMISSION,
            ADMISSION_QUEUE,
            RETRIES,
            DEADLINES,
            BODY_RATE,
            CONNECTIONS,
            EJECTION,
            SLOW_START);

    /** Turns a part of a route's requests away. */
    public static Knob shed(String route) {
        return new Knob(
                "shed:" + route,
                "of the route's requests are turned away with 503 overloaded",
                new Values.Whole(0, 100, "percent"),
                "0");
    }
}
