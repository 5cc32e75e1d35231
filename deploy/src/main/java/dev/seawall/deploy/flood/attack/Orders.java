package dev.seawall.deploy.flood.attack;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an attacker was told to do. Immutable. Whether it may is for {@link LabOnly} to say.
 *
 * @param name of the component that is attacked, as the log calls it
 * @param rate bits per second for {@link Kind#UDP}, else operations per second
 * @param connections open at a time at most
 * @param path of the requests
 * @param tls whether connections of HTTP kinds begin with a TLS handshake
 */
record Orders(
        String name,
        Kind kind,
        InetSocketAddress target,
        long rate,
        int seconds,
        int connections,
        String path,
        boolean tls) {
    static final String USAGE = "--name COMPONENT --kind KIND --target ADDRESS:PORT --rate PER_SECOND --seconds S"
            + " [--connections N] [--path /…] [--tls yes|no]; kinds: " + Kind.labels();

    private static final List<String> REQUIRED = List.of("name", "kind", "target", "rate", "seconds");
    private static final List<String> OPTIONAL = List.of("connections", "path", "tls");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,62}");
    private static final Pattern TARGET =
            Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3}):([0-9]{1,5})");
    private static final Pattern PATH = Pattern.compile("/[!-~]{0,1023}");

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException saying which one can't be meant
     */
    static Orders of(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            String key = option.startsWith("--") ? option.substring(2) : "";
            require(REQUIRED.contains(key) || OPTIONAL.contains(key), "no option is called " + option);
            require(i + 1 < arguments.size(), option + " needs a value");
            require(given.put(key, arguments.get(i + 1)) == null, option + " is given twice");
        }
        for (String key : REQUIRED) {
            require(given.containsKey(key), "--" + key + " is missing");
        }
        String label = given.getOrDefault("kind", "");
        Kind kind = Kind.of(label)
                .orElseThrow(() ->
                        new IllegalArgumentException("--kind must be one of " + Kind.labels() + ", not " + label));
        return new Orders(
                matching(NAME, "name", given.getOrDefault("name", ""), "letters, digits and hyphens"),
                kind,
                target(given.getOrDefault("target", "")),
                number("rate", given.getOrDefault("rate", "")),
                Math.toIntExact(number("seconds", given.getOrDefault("seconds", ""))),
                Math.toIntExact(number(
                        "connections", given.getOrDefault("connections", Integer.toString(kind.usualConnections)))),
                matching(PATH, "path", given.getOrDefault("path", "/v1/objects/flood"), "a path, visible ASCII"),
                yes("tls", given.getOrDefault("tls", "no")));
    }

    /** A number, never a name: no resolver is asked where an attack goes. */
    private static InetSocketAddress target(String text) {
        var match = TARGET.matcher(text);
        require(match.matches(), "--target must be an IPv4 address and a port, such as 203.0.113.11:80, not " + text);
        byte[] address = new byte[4];
        for (int i = 0; i < address.length; i++) {
            int part = Integer.parseInt(match.group(i + 1));
            require(part <= 255, "--target is no IPv4 address: " + text);
            address[i] = (byte) part;
        }
        int port = Integer.parseInt(match.group(5));
        require(port >= 1 && port <= 65_535, "--target's port must be 1 to 65535, not " + port);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("--target is no IPv4 address: " + text, e);
        }
    }

    private static long number(String key, String text) {
        require(text.matches("[0-9]{1,10}") && !text.matches("0+"), "--" + key + " must be at least 1, not " + text);
        return key.equals("rate") ? Long.parseLong(text) : Math.min(Long.parseLong(text), Integer.MAX_VALUE);
    }

    private static String matching(Pattern pattern, String key, String text, String rule) {
        require(pattern.matcher(text).matches(), "--" + key + " must be " + rule + ", not " + text);
        return text;
    }

    private static boolean yes(String key, String text) {
        require(text.equals("yes") || text.equals("no"), "--" + key + " must be yes or no, not " + text);
        return text.equals("yes");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
