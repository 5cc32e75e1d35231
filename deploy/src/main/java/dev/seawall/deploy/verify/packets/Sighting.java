package dev.seawall.deploy.verify.packets;

/**
 * What came of sending packets. Immutable.
 *
 * @param remark what the sender's own system said when it let nothing out; empty otherwise
 * @param tries how often it was tried
 * @param waitedMillis how long for an answer, the last time
 */
public record Sighting(Outcome outcome, String remark, int tries, long waitedMillis) {
    /** How a probe can end. */
    public enum Outcome {
        /** A connection was accepted. */
        OPEN(true),
        /** A connection was refused by a reset: packets got there, and nobody listens. */
        REFUSED(true),
        /** The listener of the probes answered a datagram. */
        ANSWERED(true),
        /** A datagram was answered by ICMP's port unreachable: it got there, and nobody listens. */
        UNREACHABLE(true),
        /** The listener of the probes saw the datagram; its answer didn't come back. */
        ONE_WAY(true),
        /** Nothing came back. */
        SILENT(false),
        /** The sender's own system let nothing out, or knew no way. */
        NOT_SENT(false);

        private final boolean arrived;

        Outcome(boolean arrived) {
            this.arrived = arrived;
        }
    }

    /** Whether packets got to the other end, whoever listens there. */
    public boolean arrived() {
        return outcome.arrived;
    }

    /** Of a probe that didn't arrive. */
    String words() {
        return outcome == Outcome.NOT_SENT
                ? "its own system says: " + remark
                : "nothing came back in " + tries + (tries == 1 ? " try" : " tries") + ", the last of " + waitedMillis
                        + " ms";
    }

    Sighting after(int earlierTries) {
        return new Sighting(outcome, remark, earlierTries + tries, waitedMillis);
    }
}
