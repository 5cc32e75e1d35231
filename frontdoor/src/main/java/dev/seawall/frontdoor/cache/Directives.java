package dev.seawall.frontdoor.cache;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * The directives of {@code Cache-Control} (RFC 9111 §5.2). What cannot be read is taken for the word that allows less:
 * a number for 0, a quote that does not end for {@code no-store}.
 *
 * <p>Thread rule: immutable once made.
 */
final class Directives {
    static final String NO_STORE = "no-store";
    static final String NO_CACHE = "no-cache";
    static final String MAX_AGE = "max-age";

    /** RFC 9111 §1.2.2. */
    static final long MOST_SECONDS = 1L << 31;

    private static final Directives NONE = new Directives();
    private static final int MOST_DIGITS = 10;

    private final Map<String, String> arguments = new HashMap<>();

    private Directives() {}

    static Directives of(HttpFields fields) {
        if (!fields.contains(HttpHeader.CACHE_CONTROL)) {
            return NONE;
        }
        Directives read = new Directives();
        fields.getValuesList(HttpHeader.CACHE_CONTROL).forEach(read::readList);
        return read;
    }

    private void readList(String list) {
        int begin = 0;
        boolean quoted = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                add(list.substring(begin, i));
                begin = i + 1;
            }
        }
        add(list.substring(begin));
        if (quoted) {
            arguments.put(NO_STORE, "");
        }
    }

    private void add(String directive) {
        int equals = directive.indexOf('=');
        String name = (equals < 0 ? directive : directive.substring(0, equals))
                .strip()
                .toLowerCase(Locale.ROOT);
        String argument =
                equals < 0 ? "" : unquoted(directive.substring(equals + 1).strip());
        if (!name.isEmpty()) {
            // Said twice and differently is said unreadably (RFC 9111 §4.2.1).
            arguments.merge(name, argument, (first, second) -> first.equals(second) ? first : "");
        }
    }

    private static String unquoted(String argument) {
        boolean quoted = argument.length() >= 2 && argument.startsWith("\"") && argument.endsWith("\"");
        return quoted ? argument.substring(1, argument.length() - 1) : argument;
    }

    boolean has(String name) {
        return arguments.containsKey(name);
    }

    /** Its argument in seconds; 0 when it is unreadable, -1 when the directive is not there. */
    long seconds(String name) {
        String argument = arguments.get(name);
        return argument == null ? -1 : secondsOf(argument);
    }

    /** 0 for what is no number. */
    static long secondsOf(String argument) {
        boolean number = !argument.isEmpty() && argument.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number) {
            return 0;
        }
        return argument.length() > MOST_DIGITS ? MOST_SECONDS : Math.min(MOST_SECONDS, Long.parseLong(argument));
    }
}
