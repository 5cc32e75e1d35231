package dev.seawall.frontdoor.admission;

import dev.seawall.frontdoor.guard.Network;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request is to the gates, by its route, its method and what somebody trusted says of it.
 *
 * <p>Thread rule: immutable.
 */
public final class RequestClasses {
    /** RFC 9110 §9.2.1. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final List<RequestClass> all = new ArrayList<>();
    private final Map<String, RequestClass> reading = new HashMap<>();
    private final Map<String, RequestClass> writing = new HashMap<>();
    private final List<PriorityRule> rules;
    private final List<Network> trusted;

    /**
     * Makes them.
     *
     * @param routes the {@code match} of each
     */
    public RequestClasses(AdmissionConfig config, List<String> routes) {
        rules = config.prioritiesOrNone();
        trusted = config.trustedOrNone();
        for (String route : routes) {
            reading.put(route, add(false, config.targetOf(route, false)));
            writing.put(route, add(true, config.targetOf(route, true)));
        }
    }

    private RequestClass add(boolean writes, Duration target) {
        RequestClass added = new RequestClass(all.size(), writes, target.toNanos());
        all.add(added);
        return added;
    }

    List<String> routes() {
        return List.copyOf(reading.keySet());
    }

    List<RequestClass> all() {
        return all;
    }

    /**
     * The class of a request.
     *
     * @param route the {@code match} of one that was given
     */
    public RequestClass of(String route, String method) {
        RequestClass known = (SAFE.contains(method) ? reading : writing).get(route);
        if (known == null) {
            throw new IllegalArgumentException("no route " + route);
        }
        return known;
    }

    /**
     * How important it is.
     *
     * @param asked the request's {@code Seawall-Priority}, null for none: counts only from somebody trusted
     * @param client its address, null where it has none
     */
    public Priority priority(String route, String method, @Nullable String asked, @Nullable InetAddress client) {
        Priority told = asked == null ? null : told(asked, client);
        if (told != null) {
            return told;
        }
        for (PriorityRule rule : rules) {
            if (rule.matches(route, method)) {
                return rule.priority();
            }
        }
        return Priority.NORMAL;
    }

    private @Nullable Priority told(String asked, @Nullable InetAddress client) {
        for (Priority each : Priority.values()) {
            if (client != null
                    && each.name().toLowerCase(Locale.ROOT).equals(asked)
                    && trusted.stream().anyMatch(network -> network.contains(client))) {
                return each;
            }
        }
        return null;
    }
}
