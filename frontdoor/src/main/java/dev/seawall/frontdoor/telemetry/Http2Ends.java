package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.http.http2.ConnectionEnd;
import dev.seawall.frontdoor.http.http2.Http2Listener;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * HTTP/2 connections that were ended for what their clients did, by reason.
 *
 * <p>Thread rule: thread-safe.
 */
public final class Http2Ends implements Http2Listener {
    private final Map<ConnectionEnd, LongAdder> counts = new EnumMap<>(ConnectionEnd.class);

    public Http2Ends() {
        for (ConnectionEnd reason : ConnectionEnd.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    @Override
    public void onConnectionEnded(ConnectionEnd reason) {
        adder(reason).increment();
    }

    long count(ConnectionEnd reason) {
        return adder(reason).sum();
    }

    private LongAdder adder(ConnectionEnd reason) {
        return Objects.requireNonNull(counts.get(reason)); // all were made in the constructor
    }
}
