package dev.seawall.frontdoor.cache;

import java.util.Map;

/** What can be told of a cache at one moment. Thread rule: thread-safe. */
public interface CacheFacts {

    /** How many requests had which result, since the start. */
    Map<Result, Long> results();

    /** What is kept, in bytes. */
    long bytes();

    /** Targets that made room for others. */
    long evictions();
}
