package dev.seawall.deploy.lab.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;

/**
 * Anything with an id. The fields of every resource are spelled as EC2 spells its XML elements, and start as EC2 starts
 * them; what only the lab knows begins with an underscore in the tree. Not thread-safe: the world's lock.
 */
public abstract class Resource {
    public List<Tag> tagSet = new ArrayList<>();

    /** When a state that passes by itself has passed, in milliseconds since 1970. */
    @JsonProperty("_dueMillis")
    public long dueMillis;

    /** How many look-ups still find nothing (see {@code Faults.hideNew}). */
    @JsonProperty("_hidden")
    public int hiddenLookups;

    public abstract String id();
}
