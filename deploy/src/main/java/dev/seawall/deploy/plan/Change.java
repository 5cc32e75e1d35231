package dev.seawall.deploy.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with one resource of a deployment in EC2. Immutable.
 *
 * @param differences why, attribute by attribute
 * @param because why, in words, where the differences don't say it; else empty
 */
public record Change(
        Action action,
        Kind kind,
        String name,
        @Nullable WantedResource wanted,
        @Nullable SeenResource seen,
        List<Difference> differences,
        String because) {

    /** What the tool does. */
    public enum Action {
        KEEP,
        CREATE,
        /** In place: the resource keeps its id. */
        UPDATE,
        REPLACE,
        DELETE,
        /** It isn't as wanted, and the tool doesn't touch it: a person decides. */
        LEAVE
    }

    static Change create(WantedResource wanted, String because) {
        return new Change(Action.CREATE, wanted.kind(), wanted.name(), wanted, null, List.of(), because);
    }

    static Change of(
            Action action, WantedResource wanted, SeenResource seen, List<Difference> differences, String because) {
        return new Change(action, wanted.kind(), wanted.name(), wanted, seen, differences, because);
    }

    static Change unwanted(Action action, SeenResource seen, String because) {
        return new Change(action, seen.kind(), seen.name(), null, seen, List.of(), because);
    }

    /** {@code worker-2 (i-0123…)}, without the id when there is nothing yet. */
    public String label() {
        return seen == null ? name : name + " (" + seen.id() + ")";
    }

    public WantedResource asWanted() {
        if (wanted == null) {
            throw new IllegalStateException("nobody wants " + label());
        }
        return wanted;
    }

    public SeenResource asSeen() {
        if (seen == null) {
            throw new IllegalStateException(name + " was not seen");
        }
        return seen;
    }
}
