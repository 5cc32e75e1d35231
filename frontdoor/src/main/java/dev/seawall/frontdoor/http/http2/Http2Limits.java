package dev.seawall.frontdoor.http.http2;

import java.time.Duration;

/**
 * How much one connection may ask for, all of it far from what browsers and libraries do. Immutable.
 *
 * @param streams open, or still worked on, at once
 * @param streamWindow bytes of a request's body taken ahead of who reads it
 * @param connectionWindow the same of all requests together
 * @param headPieces frames that one head may come in
 * @param period in which the following are counted
 * @param resets of requests that were not answered yet
 * @param provokedResets by us, for what the client did on a stream
 * @param settings frames
 * @param emptyData DATA frames with no content that end no stream
 * @param chatter of PING, WINDOW_UPDATE, PRIORITY or unknown frames, and streams beyond those allowed, each, on top of
 *     a few for every useful frame
 */
public record Http2Limits(
        int streams,
        int streamWindow,
        int connectionWindow,
        int headPieces,
        Duration period,
        int resets,
        int provokedResets,
        int settings,
        int emptyData,
        int chatter) {
    public static final Http2Limits DEFAULT =
            new Http2Limits(128, 256 * 1024, 512 * 1024, 32, Duration.ofSeconds(10), 200, 100, 100, 100, 1000);
}
