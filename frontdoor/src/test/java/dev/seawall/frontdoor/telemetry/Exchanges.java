package dev.seawall.frontdoor.telemetry;

import dev.seawall.frontdoor.relay.ExchangeRecord;
import dev.seawall.frontdoor.relay.ExchangeRecord.Ending;
import java.time.Duration;
import java.time.Instant;

/** Finished exchanges for tests. */
public final class Exchanges {
    public static final Instant BEGAN = Instant.parse("2026-11-22T10:15:28Z");

    private Exchanges() {}

    public static ExchangeRecord ended(int status, Duration elapsed, Ending ending) {
        return new ExchangeRecord(
                BEGAN,
                elapsed.toNanos(),
                "0123456789abcdef0123456789abcdef",
                "127.0.0.1",
                "HTTP/1.1",
                "GET",
                "/v1/objects/a",
                "/v1/objects/",
                "worker-1",
                status,
                100,
                2000,
                ending);
    }

    public static ExchangeRecord complete(int status, Duration elapsed) {
        return ended(status, elapsed, Ending.COMPLETE);
    }

    static ExchangeRecord of(String method, String target) {
        return new ExchangeRecord(
                BEGAN,
                1_500_000,
                "0123456789abcdef0123456789abcdef",
                "127.0.0.1",
                "HTTP/1.1",
                method,
                target,
                null,
                null,
                404,
                0,
                0,
                Ending.COMPLETE);
    }
}
