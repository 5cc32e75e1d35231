package dev.seawall.deploy.plan;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A resource as it ought to be. Immutable.
 *
 * @param name its logical name, unique in the deployment: {@code worker-2-volume}
 * @param attributes in words that a person reads; what refers to another resource says its logical name
 */
public record WantedResource(Kind kind, String name, SortedMap<String, String> attributes) {
    public WantedResource {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public WantedResource(Kind kind, String name, Map<String, String> attributes) {
        this(kind, name, new TreeMap<>(attributes));
    }

    public String attribute(String key) {
        return attributes.getOrDefault(key, "");
    }
}
