package dev.seawall.backend.store;

import org.jspecify.annotations.Nullable;

/**
 * What must hold of a key's present object for a write to happen. Asked again in the step that makes the write visible,
 * so two writers who both want to be first cannot both win. Must be quick and without side effects. Thread rule: called
 * by the store's committing thread.
 */
@FunctionalInterface
public interface Precondition {

    /** Holds always. */
    Precondition NONE = current -> true;

    /** Whether the write may replace or delete {@code current}, which is null when there is no object. */
    boolean holds(@Nullable ObjectMeta current);
}
