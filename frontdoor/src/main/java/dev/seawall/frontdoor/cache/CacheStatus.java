package dev.seawall.frontdoor.cache;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.http.HttpField;

/** What {@code Cache-Status} says of one answer (RFC 9211). Immutable. */
final class CacheStatus {
    static final String FIELD = "Cache-Status";

    private final String name;
    private final Map<Why, HttpField> forwarded = new EnumMap<>(Why.class);

    /** @param name the front door's */
    CacheStatus(String name) {
        // A token begins with a letter (RFC 8941 §3.3.4); a front door's name may begin with a digit.
        this.name = Character.isLetter(name.charAt(0)) ? name : '"' + name + '"';
        for (Why why : Why.values()) {
            forwarded.put(why, new HttpField(FIELD, forward(why)));
        }
    }

    private String forward(Why why) {
        return name + "; fwd=" + why.label();
    }

    HttpField hit(long leftSeconds) {
        return new HttpField(FIELD, name + "; hit; ttl=" + leftSeconds);
    }

    /** A worker's own answer, which is not kept. */
    HttpField forwarded(Why why) {
        return Objects.requireNonNull(forwarded.get(why)); // all were made in the constructor
    }

    /**
     * Served from memory after a worker was asked.
     *
     * @param how parameters in between, each with {@code "; "} before it
     */
    HttpField after(Why why, String how, long leftSeconds) {
        return new HttpField(FIELD, forward(why) + how + "; ttl=" + leftSeconds);
    }
}
