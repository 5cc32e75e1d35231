package dev.seawall.backend.store;

import java.time.Duration;

/** Who wants to know what the store does. Thread rule: called by the store's threads; must be quick and not throw. */
public interface StoreListener {

    /** Some writes became durable together: how many, and how long the step took, its fsync included. */
    void onCommit(int writes, Duration took);

    /** A large object's file was fsynced. */
    void onFileSynced(Duration took);

    /** The disk refused a write or an fsync; the store takes no more writes. Called once. */
    void onFailed(String observed, Throwable cause);
}
