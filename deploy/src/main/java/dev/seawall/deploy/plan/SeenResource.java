package dev.seawall.deploy.plan;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A resource as EC2 described it. Immutable.
 *
 * @param name the logical name its tag says, or that it must have had before it lost the tag
 * @param id EC2's own name for it: {@code vol-0123…}
 * @param state EC2's word for where in its life it is ({@code running}), empty for kinds without one
 * @param attributes the same words as {@link WantedResource#attributes}
 * @param facts what nobody wishes for but a person, or a later step, needs to know, such as a public address
 */
public record SeenResource(
        Kind kind,
        String name,
        String id,
        String state,
        SortedMap<String, String> attributes,
        SortedMap<String, String> facts) {
    public SeenResource {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    public SeenResource(Kind kind, String name, String id, String state, Map<String, String> attributes) {
        this(kind, name, id, state, new TreeMap<>(attributes), new TreeMap<>());
    }

    public SeenResource with(String key, String fact) {
        var more = new TreeMap<>(facts);
        more.put(key, fact);
        return new SeenResource(kind, name, id, state, attributes, more);
    }

    public String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }

    public String fact(String key) {
        return facts.getOrDefault(key, "");
    }

    /** Whether it only lingers in EC2's descriptions, or soon will. */
    public boolean isGone() {
        return state.equals("terminated") || state.equals("shutting-down");
    }

    /** {@code worker-2 (i-0123…)}. */
    public String label() {
        return name + " (" + id + ")";
    }
}
