package dev.seawall.deploy.verify.packets;

/**
 * One flow, three answers. Immutable.
 *
 * @param rules what the groups say, as EC2 describes them
 * @param wanted what they would say if they were as the blueprint asks
 * @param seen what packets did
 */
public record Crossing(Flow flow, Ruling rules, Ruling wanted, Sighting seen) {
    public boolean agrees() {
        return seen.arrived() == rules.passes() && seen.arrived() == wanted.passes();
    }

    /** Whether an answer may have been late, or a rule that has just changed not been heeded yet. */
    boolean deservesAnotherTry() {
        return seen.arrived() != rules.passes() || (!seen.arrived() && wanted.passes());
    }

    Crossing with(Sighting later) {
        return new Crossing(flow, rules, wanted, later.after(seen.tries()));
    }
}
