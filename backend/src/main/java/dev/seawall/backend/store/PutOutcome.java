package dev.seawall.backend.store;

/** How a write ended. Thread rule: immutable. */
public sealed interface PutOutcome {

    /** Durable: the key had no object before. */
    record Created(ObjectMeta meta) implements PutOutcome {}

    /** Durable: the key had another object before. */
    record Replaced(ObjectMeta meta) implements PutOutcome {}

    /** Certain: nothing changed. */
    record PreconditionFailed() implements PutOutcome {}

    /** Uncertain: the write may be found after a restart, or not. The store takes no more writes. */
    record Failed(String observed) implements PutOutcome {}
}
