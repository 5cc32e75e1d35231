package dev.seawall.frontdoor.routing;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes; the longest match wins.
 *
 * <p>Thread rule: immutable.
 */
public final class RouteTable {
    private final List<Route> longestFirst;

    public RouteTable(List<Route> routes) {
        this.longestFirst = routes.stream()
                .sorted(Comparator.comparingInt((Route route) -> route.match().length())
                        .reversed())
                .toList();
    }

    /**
     * Whether a path is for those inside, whatever the routes: what a program says of itself ({@code /-/observations}).
     *
     * @param path percent-decoded
     */
    static boolean isReserved(String path) {
        return path.equals("/-") || path.startsWith("/-/");
    }

    /** @param path percent-decoded */
    @Nullable
    Route find(String path) {
        for (Route route : longestFirst) {
            if (route.matches(path)) {
                return route;
            }
        }
        return null;
    }
}
