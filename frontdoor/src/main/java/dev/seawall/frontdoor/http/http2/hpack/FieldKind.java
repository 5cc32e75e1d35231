package dev.seawall.frontdoor.http.http2.hpack;

import java.util.Locale;

/** What a field of a request's head is to whoever builds a request from it (RFC 9113 §8.2, §8.3). */
public enum FieldKind {
    METHOD,
    SCHEME,
    AUTHORITY,
    PATH,
    /** Of a response, of another protocol, or unknown: never in a request here. */
    OTHER_PSEUDO,
    /** Passed on as it is. */
    PLAIN,
    COOKIE,
    HOST,
    CONTENT_LENGTH,
    EXPECT,
    TE,
    /** Of a connection (RFC 9113 §8.2.2): HTTP/2 has none of these. */
    OF_CONNECTION,
    /** Its name or value holds what must not be there (RFC 9113 §8.2.1). */
    MALFORMED;

    /** By what must be known of a field's name: whether it is one. */
    static FieldKind ofName(String name) {
        return switch (name) {
            case ":method" -> METHOD;
            case ":scheme" -> SCHEME;
            case ":authority" -> AUTHORITY;
            case ":path" -> PATH;
            case "cookie" -> COOKIE;
            case "host" -> HOST;
            case "content-length" -> CONTENT_LENGTH;
            case "expect" -> EXPECT;
            case "te" -> TE;
            case "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings" ->
                OF_CONNECTION;
            default -> name.startsWith(":") ? OTHER_PSEUDO : isName(name) ? PLAIN : MALFORMED;
        };
    }

    /** Whether all of it is a token's (RFC 9110 §5.6.2) without capitals. */
    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isOfToken(name.charAt(i)) || (name.charAt(i) >= 'A' && name.charAt(i) <= 'Z')) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** RFC 9110 §5.6.2. */
    public static boolean isOfToken(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    /** RFC 9110 §5.5: no control characters but tabs, and no white space around it. */
    static boolean isValue(String value) {
        int length = value.length();
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7f) {
                return false;
            }
        }
        return length == 0 || !(isSpace(value.charAt(0)) || isSpace(value.charAt(length - 1)));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    boolean isPseudo() {
        return compareTo(OTHER_PSEUDO) <= 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
