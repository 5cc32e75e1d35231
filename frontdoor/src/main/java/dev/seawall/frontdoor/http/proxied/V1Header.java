package dev.seawall.frontdoor.http.proxied;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A PROXY header in words (proxy-protocol.txt §2.1): {@code PROXY TCP4 203.0.113.7 198.51.100.1 51234 443} and CRLF, the
 * client first. Stateless.
 */
final class V1Header {
    /** With its line end. */
    static final int MOST = 107;

    private static final int FIELDS = 6;
    private static final int SHORTEST_WITH_ADDRESSES = "PROXY TCP6 :: :: 0 0\r\n".length();

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String V4 = OCTET + "(?:\\." + OCTET + "){3}";
    private static final String V6 = "(?=[^ ]*:)[0-9A-Fa-f:.]{2,39}";
    private static final String PORT = "0|[1-9][0-9]{0,4}";
    private static final Pattern LINE = Pattern.compile("PROXY (?:TCP4 (" + V4 + ") (" + V4 + ")|TCP6 (" + V6 + ") ("
            + V6 + ")) (" + PORT + ") (" + PORT + ")\r\n");
    private static final Pattern UNKNOWN = Pattern.compile("PROXY UNKNOWN(?: [^\r\n]*)?\r\n");

    private V1Header() {}

    /** How many bytes are surely missing yet; 0 when the line has its end. */
    static int missing(byte[] bytes, int length) {
        int spaces = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                return 0;
            }
            spaces += bytes[i] == ' ' ? 1 : 0;
        }
        boolean isUnknown = bytes[6] == 'U';
        int end = bytes[length - 1] == '\r' ? 1 : 2;
        return isUnknown || spaces >= FIELDS - 1
                ? end
                : Math.max(end + 2 * (FIELDS - 1 - spaces), SHORTEST_WITH_ADDRESSES - length);
    }

    static ProxyHeader parse(byte[] bytes, int length) throws BadProxyHeaderException {
        String line = new String(bytes, 0, length, ISO_8859_1);
        if (UNKNOWN.matcher(line).matches()) {
            return ProxyHeader.LOCAL;
        }
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new BadProxyHeaderException("a PROXY line that cannot be read");
        }
        boolean isV4 = parts.group(1) != null;
        ProxyHeader client = end(parts.group(isV4 ? 1 : 3), parts.group(5));
        var unused = end(parts.group(isV4 ? 2 : 4), parts.group(6)); // Ours, which must be one.
        return client;
    }

    private static ProxyHeader end(String address, String port) throws BadProxyHeaderException {
        return ProxyHeader.of(address(address), port(port));
    }

    /** Nothing is looked up: the pattern lets no name through, nor a number that Java would take for one. */
    private static InetAddress address(String literal) throws BadProxyHeaderException {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new BadProxyHeaderException("a PROXY line with an address that is none");
        }
    }

    private static int port(String digits) throws BadProxyHeaderException {
        int port = Integer.parseInt(digits);
        if (port > 65535) {
            throw new BadProxyHeaderException("a PROXY line with port " + port);
        }
        return port;
    }
}
