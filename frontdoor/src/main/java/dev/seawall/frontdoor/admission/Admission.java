package dev.seawall.frontdoor.admission;

/** What became of a request at a worker's gate. Immutable. */
public sealed interface Admission {
    Admission ADMITTED = new Admitted();
    Admission WAITS = new Waits();

    /** It may be sent. */
    record Admitted() implements Admission {}

    /** Its {@link Waiter} is told how it ends. */
    record Waits() implements Admission {}

    /** It may not be sent: surely nothing happened. */
    record Shed(ShedReason reason) implements Admission {}
}
