package dev.seawall.frontdoor.http.exchange;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Attributes for a request or a connection, which have two or three: a map of their own would cost more than all that
 * is kept in it.
 *
 * <p>Thread rule: thread-safe; reading takes no lock.
 */
abstract class FewAttributes implements Attributes {
    private static final Object[] NONE = {};

    /** Names and values in turn; replaced, never changed. */
    private volatile Object[] pairs = NONE;

    @Override
    public @Nullable Object getAttribute(String name) {
        Object[] known = pairs;
        int at = indexOf(name, known);
        return at < 0 ? null : known[at + 1];
    }

    private static int indexOf(String name, Object[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public synchronized @Nullable Object setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            return removeAttribute(name);
        }
        Object[] known = pairs;
        int at = indexOf(name, known);
        Object[] next = Arrays.copyOf(known, at < 0 ? known.length + 2 : known.length);
        int to = at < 0 ? known.length : at;
        Object before = at < 0 ? null : known[at + 1];
        next[to] = Objects.requireNonNull(name);
        next[to + 1] = value;
        pairs = next;
        return before;
    }

    @Override
    public synchronized @Nullable Object removeAttribute(String name) {
        Object[] known = pairs;
        int at = indexOf(name, known);
        if (at < 0) {
            return null;
        }
        Object[] next = new Object[known.length - 2];
        System.arraycopy(known, 0, next, 0, at);
        System.arraycopy(known, at + 2, next, at, next.length - at);
        pairs = next;
        return known[at + 1];
    }

    @Override
    public Set<String> getAttributeNameSet() {
        Object[] known = pairs;
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < known.length; i += 2) {
            names.add((String) known[i]);
        }
        return names;
    }

    @Override
    public synchronized void clearAttributes() {
        pairs = NONE;
    }
}
