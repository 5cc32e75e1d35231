package dev.seawall.backend.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a store can say of itself. Thread rule: immutable.
 *
 * @param bytes of content, all objects together
 * @param lastCommitAt null before the first commit since the start
 * @param lastCommitTook null before the first commit since the start
 * @param orphansSwept leftovers of an interrupted write that were removed at the start
 * @param failure what was observed when the store stopped taking writes, null while it takes them
 */
public record StoreFacts(
        long objects,
        long bytes,
        @Nullable Instant lastCommitAt,
        @Nullable Duration lastCommitTook,
        long orphansSwept,
        @Nullable String failure) {}
