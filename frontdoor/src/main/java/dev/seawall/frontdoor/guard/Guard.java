package dev.seawall.frontdoor.guard;

import dev.seawall.frontdoor.guard.NetworkTable.Excess;
import java.io.IOException;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * May this client come in? Asked once for a connection and once for each request (decision 0026).
 *
 * <p>Of the connections that are still free a network may hold a share: so some always are, however many networks hold
 * theirs (Choudhury and Hahne, "Dynamic queue length thresholds for shared-memory packet switches", 1998).
 *
 * <p>Thread rule: thread-safe, never blocks; {@link #observe} by one timer.
 */
public final class Guard {
    private static final int WHOLE = 100;

    /** The wider table's part of the networks that are remembered. */
    private static final int WIDE_PART = 4;

    private final GuardConfig config;
    private final NetworkLists lists;
    private volatile int capacity;
    private final int share;
    private final long banNanos;
    private final NetworkTable near;
    private final NetworkTable wide;
    private final LongSupplier nanoTime;
    private final ProcessorUse processors = new ProcessorUse();
    private final Shortage shortage = new Shortage();
    private final AtomicInteger open = new AtomicInteger();
    private final Counts refused = new Counts();
    private final Counts spared = new Counts();
    private volatile Enforcement enforce;
    private volatile Rates rates;
    private volatile boolean isThrottled;
    private volatile boolean enforced;
    private long shedBefore;

    /**
     * Makes one for this process.
     *
     * @param capacity connections that there can be
     * @param changes told as a sentence what became of changed lists
     * @throws IOException whose message says which list can't be read, what was found in it and what to do
     */
    public static Guard open(
            GuardConfig config, int capacity, InstantSource clock, Consumer<String> changes, LongSupplier nanoTime)
            throws IOException {
        return new Guard(config, new NetworkLists(config, clock, changes), capacity, nanoTime);
    }

    /**
     * Makes one.
     *
     * @param capacity connections that there can be
     * @param nanoTime may be behind by some milliseconds
     */
    Guard(GuardConfig config, NetworkLists lists, int capacity, LongSupplier nanoTime) {
        this.config = config;
        this.enforce = config.enforce();
        this.enforced = enforce == Enforcement.ALWAYS;
        this.rates = Rates.of(config, WHOLE);
        this.lists = lists;
        this.capacity = capacity;
        this.share = config.connectionShare();
        this.banNanos = config.ban().toNanos();
        this.near = new NetworkTable(config.networks());
        this.wide = new NetworkTable(config.networks() / WIDE_PART);
        this.nanoTime = nanoTime;
    }

    /** How requests are limited, for {@code RateLimit-Policy}. */
    public String policy() {
        return rates.policy();
    }

    /** A new connection: its visitor, who is to {@link #leave}; null when it is to be closed at once. */
    public @Nullable Visitor enter(InetAddress client) {
        Address address = Address.of(client);
        NetworkMap map = lists.map();
        NetworkMap.Verdict listed = map.of(address);
        if (listed == NetworkMap.Verdict.ALLOWED) {
            return enter(Visitor.exempt(address, map));
        }
        if (listed == NetworkMap.Verdict.DENIED && refuses(RefusalReason.DENIED, enforce != Enforcement.NEVER)) {
            return null;
        }
        long now = nanoTime.getAsLong();
        Visitor visitor = Visitor.limited(address, map, near, wide);
        int place = visitor.place(near, now);
        int around = visitor.around(wide, now);
        boolean isFree = place < 0
                || around < 0
                || (!isTurnedOff(place, now) && mayHold(place, around, now) && mayConnect(place, around, now));
        return isFree ? enter(visitor) : null;
    }

    /** A connection that a load balancer makes for itself. */
    public Visitor enterExempt(InetAddress loadBalancer) {
        return enter(Visitor.exempt(Address.of(loadBalancer), lists.map()));
    }

    private Visitor enter(Visitor visitor) {
        open.getAndIncrement();
        visitor.open(near, wide, 1);
        return visitor;
    }

    /** The connection is closed; the first time counts. */
    public void leave(Visitor visitor) {
        if (visitor.leaves()) {
            open.getAndDecrement();
            visitor.open(near, wide, -1);
        }
    }

    /** The network around may hold twice as many. */
    private boolean mayHold(int place, int around, long now) {
        long free = (long) Math.max(0, capacity - open.get()) * share / 100;
        boolean isNear = near.open(place) >= Math.max(1, free);
        if (!isNear && wide.open(around) < Math.max(1, 2 * free)) {
            return true;
        }
        count(isNear ? place : -1, around, Excess.CONNECTIONS, now);
        return !refuses(RefusalReason.CONNECTION_SHARE, enforce != Enforcement.NEVER);
    }

    private boolean mayConnect(int place, int around, long now) {
        boolean isNear = !near.take(place, NetworkTable.CONNECTIONS, rates.connections(), now);
        return (!isNear && wide.take(around, NetworkTable.CONNECTIONS, rates.wideConnections(), now))
                || !exceeds(isNear, place, around, Excess.CONNECTIONS, RefusalReason.CONNECTION_RATE, now);
    }

    /** A request. */
    public Verdict request(Visitor visitor) {
        if (visitor.isDenied(lists.map()) && refuses(RefusalReason.DENIED, enforce != Enforcement.NEVER)) {
            return Verdict.TURNED_OFF;
        }
        if (visitor.isExempt()) {
            return Verdict.ADMITTED;
        }
        long now = nanoTime.getAsLong();
        int place = visitor.place(near, now);
        int around = visitor.around(wide, now);
        if (place < 0 || around < 0) {
            return Verdict.ADMITTED;
        }
        if (isTurnedOff(place, now)) {
            return Verdict.TURNED_OFF;
        }
        boolean isNear = !near.take(place, NetworkTable.REQUESTS, rates.requests(), now);
        return (!isNear && wide.take(around, NetworkTable.REQUESTS, rates.wideRequests(), now))
                        || !exceeds(isNear, place, around, Excess.REQUESTS, RefusalReason.REQUEST_RATE, now)
                ? Verdict.ADMITTED
                : Verdict.LIMITED;
    }

    private boolean isTurnedOff(int place, long now) {
        boolean isOffender =
                enforce != Enforcement.NEVER && near.isKeptEmpty(place, NetworkTable.PATIENCE, rates.requests(), now);
        if (isOffender) {
            near.count(place, Excess.TURNED_OFF, now);
            refused.add(RefusalReason.OFFENDER);
        }
        return isOffender;
    }

    /** Counts what is beyond a rate: whether that has consequences now. Who goes on at twice the rate is turned off. */
    private boolean exceeds(boolean isNear, int place, int around, Excess excess, RefusalReason reason, long now) {
        count(isNear ? place : -1, around, excess, now);
        boolean refuses = refuses(reason, enforced);
        if (refuses && !near.take(place, NetworkTable.PATIENCE, rates.requests(), now)) {
            near.empty(place, NetworkTable.PATIENCE, rates.requests(), now + banNanos);
        }
        return refuses;
    }

    /** @param place -1 when it is the network around that asks for too much */
    private void count(int place, int around, Excess excess, long now) {
        if (place < 0) {
            wide.count(around, excess, now);
        } else {
            near.count(place, excess, now);
        }
    }

    private boolean refuses(RefusalReason reason, boolean really) {
        (really ? refused : spared).add(reason);
        return really;
    }

    /** A load balancer's connection was cut off. */
    public void onBrokenProxyHeader() {
        refused.add(RefusalReason.PROXY_HEADER);
    }

    /**
     * Takes notice of how the front door is: to be called every quarter of a second or so.
     *
     * @param shed requests that the workers had no room for, since the start
     */
    public void observe(long shed) {
        observe(processors.next(), shed);
    }

    /**
     * The same.
     *
     * @param processors share in use, 0 to 1
     * @param shed requests that the workers had no room for, since the start
     */
    void observe(double processors, long shed) {
        shortage.observe(nanoTime.getAsLong(), processors, (double) open.get() / capacity, shed - shedBefore);
        shedBefore = shed;
        enforced = isToBeEnforced();
    }

    private boolean isToBeEnforced() {
        return enforce == Enforcement.ALWAYS
                || (enforce == Enforcement.SHORT
                        && (isThrottled || !shortage.reasons().isEmpty()));
    }

    /** While off, as with {@link Enforcement#NEVER}, whatever the configuration says. */
    public void turn(boolean on) {
        enforce = on ? config.enforce() : Enforcement.NEVER;
        enforced = isToBeEnforced();
    }

    /** There can be so many connections from now on. */
    public void capacity(int connections) {
        capacity = connections;
    }

    /** Lets networks make so many percent of their requests; fewer than all hold even while nothing is short. */
    public void throttle(int percent) {
        rates = Rates.of(config, percent);
        isThrottled = percent < WHOLE;
        enforced = isToBeEnforced();
    }

    /** Looks at the files of the lists: to be called every second or so. */
    public void check() {
        lists.check();
    }

    public Map<RefusalReason, Long> refused() {
        return refused.sums();
    }

    /** What was let in only because nothing was short, or nothing is enforced. */
    public Map<RefusalReason, Long> spared() {
        return spared.sums();
    }

    public boolean isEnforced() {
        return enforced;
    }

    /** What was last read from the files of the lists. */
    public List<ListSighting> lists() {
        return lists.sightings();
    }

    /** Reads through all that is remembered: some milliseconds. */
    public GuardFacts facts() {
        long now = nanoTime.getAsLong();
        Exceeders exceeders = new Exceeders(rates.requests(), now);
        int remembered = exceeders.read(near, false);
        exceeders.read(wide, true);
        return new GuardFacts(
                enforce,
                enforced,
                shortage.reasons(),
                remembered,
                refused.sums(),
                spared.sums(),
                exceeders.heaviest(),
                lists.sightings());
    }
}
