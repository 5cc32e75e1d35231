package dev.seawall.backend.store;

/** How a deletion ended. Thread rule: immutable. */
public sealed interface DeleteOutcome {

    /** Durable: the object is gone. */
    record Deleted(ObjectMeta meta) implements DeleteOutcome {}

    /** Certain: there was none. */
    record NoObject() implements DeleteOutcome {}

    /** Certain: nothing changed. */
    record PreconditionFailed() implements DeleteOutcome {}

    /** Uncertain: the object may be found after a restart, or not. The store takes no more writes. */
    record Failed(String observed) implements DeleteOutcome {}
}
