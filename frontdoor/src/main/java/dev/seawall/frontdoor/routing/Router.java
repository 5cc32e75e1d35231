package dev.seawall.frontdoor.routing;

import java.util.Objects;

/**
 * Decides from a request's path alone which worker may be asked.
 *
 * <p>Routes are matched against the path decoded once, so that {@code /v1/%6Fbjects/a} and {@code /v1/objects/a} are
 * one. A path that a more lenient worker would take for another route ({@code //v1/objects/a},
 * {@code /v1;x/objects/a}) is refused: it would reach a worker that doesn't own the key.
 *
 * <p>Thread rule: immutable.
 */
public final class Router {
    private final RouteTable routes;
    private final int workers;

    public Router(RouteTable routes, int workers) {
        this.routes = routes;
        this.workers = workers;
    }

    /**
     * Decides.
     *
     * @param rawPath the origin-form target before {@code ?}, as it came; other forms have no route
     */
    public Decision decide(String rawPath) {
        if (!rawPath.startsWith("/")) {
            return new Decision.NoRoute();
        }
        return switch (DecodedPath.read(rawPath)) {
            case Refusal refusal -> new Decision.Refused(refusal.rule());
            case DecodedPath path -> decide(path);
        };
    }

    private Decision decide(DecodedPath path) {
        if (RouteTable.isReserved(path.text())) {
            return new Decision.NoRoute();
        }
        Route route = routes.find(path.text());
        if (RouteTable.isReserved(path.lenientText()) || !Objects.equals(route, routes.find(path.lenientText()))) {
            return new Decision.Refused(Refusal.AMBIGUOUS_ROUTE.rule());
        }
        return route == null ? new Decision.NoRoute() : decide(path, route);
    }

    private Decision decide(DecodedPath path, Route route) {
        return switch (route.owner()) {
            case ANY -> new Decision.ToAny(route);
            case ALL -> new Decision.ToAll(route);
            case PATH ->
                switch (ObjectKey.of(path, route.match().length())) {
                    case Refusal refusal -> new Decision.Refused(refusal.rule());
                    case ObjectKey key -> new Decision.ToOwner(route, SlotHash.slotOf(key, workers));
                };
        };
    }
}
