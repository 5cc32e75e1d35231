package dev.seawall.frontdoor.http;

import org.jspecify.annotations.Nullable;

/**
 * What a host may look like: a name, an IPv4 address or a bracketed IPv6 one, with an optional port. Narrower than RFC
 * 3986 §3.2.2: nothing percent-encoded and no sub-delimiters, which no host name needs. Stateless.
 */
final class HostRule {
    private static final int LONGEST_NAME = 253;
    private static final int LONGEST_ADDRESS = 45;
    private static final int LONGEST_PORT = 5;

    private HostRule() {}

    static boolean allows(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return false;
        }
        int end = value.charAt(0) == '[' ? endOfAddress(value) : endOfName(value);
        return end > 0 && (end == value.length() || isPort(value, end));
    }

    /** Behind the last character of a name, 0 when it is none. */
    private static int endOfName(String value) {
        int end = 0;
        while (end < value.length() && isOfName(value.charAt(end))) {
            end++;
        }
        return end <= LONGEST_NAME ? end : 0;
    }

    private static int endOfAddress(String value) {
        int end = 1;
        while (end < value.length() && isOfAddress(value.charAt(end))) {
            end++;
        }
        int length = end - 1;
        boolean closed = end < value.length() && value.charAt(end) == ']';
        return closed && length >= 2 && length <= LONGEST_ADDRESS ? end + 1 : 0;
    }

    private static boolean isPort(String value, int colon) {
        int digits = value.length() - colon - 1;
        if (value.charAt(colon) != ':' || digits < 1 || digits > LONGEST_PORT) {
            return false;
        }
        for (int i = colon + 1; i < value.length(); i++) {
            if (!isDigit(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '.' || c == '_' || c == '-';
    }

    private static boolean isOfAddress(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
