package dev.seawall.frontdoor.admission;

import java.time.Duration;

/**
 * Requests that are alike in what they ask of a worker: those of one route that read, or that write. Immutable.
 *
 * @param index its place among all, from 0
 * @param writes whether it may change something, so that the worker's credits count for it
 * @param targetNanos how long its answer may take to begin
 */
public record RequestClass(int index, boolean writes, long targetNanos) {
    static RequestClass of(int index, boolean writes, Duration target) {
        return new RequestClass(index, writes, target.toNanos());
    }
}
