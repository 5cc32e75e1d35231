package dev.seawall.frontdoor.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a configuration record's constructor demands of its values: all broken rules are reported, not just the first.
 *
 * {@snippet :
 * public RelayConfig {
 *     new Rules()
 *             .between("connectTimeout", connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(10))
 *             .check();
 * }
 * }
 *
 * <p>Thread rule: for one constructor call.
 */
public final class Rules {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** A DNS name (RFC 1123 §2.1), which an IPv4 address looks like too, or an IPv6 address without brackets. */
    private static final Pattern HOST = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
                    + "|(?=.*:.*:)[0-9A-Fa-f:.]{2,45}");

    private final List<ConfigProblem> broken = new ArrayList<>();

    public Rules between(String key, long value, long lowest, long highest) {
        return that(
                lowest <= value && value <= highest,
                key,
                "must be between " + lowest + " and " + highest + ", not " + value);
    }

    public Rules between(String key, Duration value, Duration lowest, Duration highest) {
        return that(
                value.compareTo(lowest) >= 0 && value.compareTo(highest) <= 0,
                key,
                "must be between " + Quantity.text(lowest) + " and " + Quantity.text(highest) + ", not "
                        + Quantity.text(value));
    }

    public Rules bytesBetween(String key, long value, long lowest, long highest) {
        return that(
                lowest <= value && value <= highest,
                key,
                "must be between " + Quantity.text(lowest) + " and " + Quantity.text(highest) + ", not "
                        + Quantity.text(value));
    }

    /** A name fit for a header field, a file and a tag. */
    public Rules name(String key, String value) {
        return that(
                NAME.matcher(value).matches(),
                key,
                "must be 1 to 63 lower-case letters, digits and inner hyphens, not \"" + value + '"');
    }

    public Rules host(String key, String value) {
        return that(
                HOST.matcher(value).matches(),
                key,
                "must be a host name or an address without a port, not \"" + value + '"');
    }

    /** A port to listen at; 0 takes any free one. */
    public Rules listenPort(String key, int value) {
        return between(key, value, 0, 65535);
    }

    /** A port to connect to. */
    public Rules port(String key, int value) {
        return between(key, value, 1, 65535);
    }

    /**
     * Any other rule.
     *
     * @param demand what is wanted and what was found, to be read after the key: {@code must …, not …}
     */
    public Rules that(boolean holds, String key, String demand) {
        if (!holds) {
            broken.add(new ConfigProblem(0, key, demand));
        }
        return this;
    }

    /**
     * Reports the broken rules, if any.
     *
     * @throws ConfigException if a rule is broken
     */
    public void check() {
        if (!broken.isEmpty()) {
            throw new ConfigException("configuration", broken);
        }
    }
}
