package dev.seawall.frontdoor.admission;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many writes a worker said this front door may have with it (docs/protocol.md section 6). What was said is forgotten
 * after a while: a worker that answers nobody, or says nothing, must not hold its writes for ever.
 *
 * <p>Thread rule: not thread-safe: the gate holds its lock.
 */
final class Credits {
    /** Probes renew it each second. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(5);

    static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int LONGEST_TEXT = 64;

    private @Nullable String text;
    private int writes = UNLIMITED;
    private long toldNanos;

    /** @param field {@code writes=37}; what can't be read counts as not said */
    void onTold(String field, long nowNanos) {
        toldNanos = nowNanos;
        if (!field.equals(text)) {
            text = field;
            writes = parse(field);
        }
    }

    int writes(long nowNanos) {
        return writes != UNLIMITED && nowNanos - toldNanos > KEPT_NANOS ? UNLIMITED : writes;
    }

    /** The integer member {@code writes} of a dictionary (RFC 9651 §3.2); other members and parameters are ignored. */
    private static int parse(String field) {
        if (field.length() > LONGEST_TEXT) {
            return UNLIMITED;
        }
        for (String member : field.split(",", -1)) {
            String[] parts = member.strip().split("[=;]", 3);
            if (parts.length >= 2 && parts[0].equals("writes") && parts[1].matches("[0-9]{1,9}")) {
                return Integer.parseInt(parts[1]);
            }
        }
        return UNLIMITED;
    }
}
