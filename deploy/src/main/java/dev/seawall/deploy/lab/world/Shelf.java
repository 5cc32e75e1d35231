package dev.seawall.deploy.lab.world;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All resources of one kind, oldest first. Not thread-safe: the world's lock. */
public final class Shelf<T extends Resource> {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Kind kind;
    private final Class<T> type;
    private final Map<String, T> resources = new LinkedHashMap<>();

    Shelf(Kind kind, Class<T> type) {
        this.kind = kind;
        this.type = type;
    }

    /** An id as EC2 makes them: the kind's prefix and 17 hexadecimal digits. */
    public static String newId(String prefix) {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return prefix + "-0" + HexFormat.of().formatHex(random);
    }

    public Kind kind() {
        return kind;
    }

    Class<T> type() {
        return type;
    }

    public String newId() {
        return newId(kind.prefix());
    }

    public T add(T resource) {
        resources.put(resource.id(), resource);
        return resource;
    }

    public void remove(T resource) {
        resources.remove(resource.id());
    }

    /** A copy: the shelf may change while it is walked. */
    public Collection<T> all() {
        return List.copyOf(resources.values());
    }

    /** For references between resources, which are never hidden. */
    public @Nullable T find(String id) {
        return resources.get(id);
    }

    /** For references between resources that must hold. */
    public T get(String id) {
        T resource = resources.get(id);
        if (resource == null) {
            throw new IllegalStateException("the world refers to " + id + ", which is not in it");
        }
        return resource;
    }

    /** For ids that a caller says: malformed and unknown ones, and those hidden for now, are refused. */
    public T require(String id) {
        kind.checkForm(id);
        T resource = resources.get(id);
        if (resource == null || isHidden(resource)) {
            throw kind.notFound(id);
        }
        return resource;
    }

    /** Counts one look-up of a resource that EC2 has not yet made known everywhere. */
    static boolean isHidden(Resource resource) {
        return resource.hiddenLookups > 0 && resource.hiddenLookups-- > 0;
    }

    /** The resources that a list of ids names, or all that aren't hidden when the list is empty. */
    public List<T> named(List<String> ids) {
        if (ids.isEmpty()) {
            return resources.values().stream().filter(r -> !isHidden(r)).toList();
        }
        return ids.stream().distinct().map(this::require).toList();
    }
}
