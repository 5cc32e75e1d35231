package dev.seawall.frontdoor.admission;

import dev.seawall.frontdoor.config.Default;
import dev.seawall.frontdoor.config.Rules;
import dev.seawall.frontdoor.guard.ListedNetwork;
import dev.seawall.frontdoor.guard.Network;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is given at once, and who goes first. Immutable.
 *
 * @param readTarget how long an answer to GET, HEAD or OPTIONS may take to begin: up to 100 ms a person takes for at once
 * @param writeTarget to any other: it waits for stable storage, behind the fsync of those before it
 * @param limit the highest that the limit of one worker may set itself
 * @param streams bodies on their way to one worker and answers from it, before they count toward the limit
 * @param queue requests that wait for one worker
 * @param retryPercent second tries, of all requests
 * @param targets routes that differ; null: none
 * @param priorities the first that matches counts; null: all requests are normal
 * @param trusted whose {@code Seawall-Priority} counts; null: nobody's
 */
public record AdmissionConfig(
        @Default("100ms") Duration readTarget,
        @Default("250ms") Duration writeTarget,
        @Default("200") int limit,
        @Default("256") int streams,
        @Default("256") int queue,
        @Default("20") int retryPercent,
        @Nullable List<RouteTarget> targets,
        @Nullable List<PriorityRule> priorities,
        @Nullable List<ListedNetwork> trusted) {
    static final int LOWEST_LIMIT = 2;
    static final int FIRST_LIMIT = 8;

    public AdmissionConfig {
        new Rules()
                .between("readTarget", readTarget, RouteTarget.SHORTEST, RouteTarget.LONGEST)
                .between("writeTarget", writeTarget, RouteTarget.SHORTEST, RouteTarget.LONGEST)
                .between("limit", limit, FIRST_LIMIT, 100_000)
                .between("streams", streams, 2, 1_000_000)
                .between("queue", queue, 0, 100_000)
                .between("retryPercent", retryPercent, 0, 100)
                .check();
    }

    Duration targetOf(String route, boolean writes) {
        for (RouteTarget each : targets == null ? List.<RouteTarget>of() : targets) {
            Duration own = writes ? each.write() : each.read();
            if (each.route().equals(route) && own != null) {
                return own;
            }
        }
        return writes ? writeTarget : readTarget;
    }

    List<PriorityRule> prioritiesOrNone() {
        return priorities == null ? List.of() : priorities;
    }

    List<Network> trustedOrNone() {
        return trusted == null
                ? List.of()
                : trusted.stream().map(ListedNetwork::parsed).toList();
    }

    /** Adds to {@code rules} what is wrong with the routes named here. */
    public void routesExist(Rules rules, List<String> routes) {
        for (int i = 0; targets != null && i < targets.size(); i++) {
            String route = targets.get(i).route();
            rules.that(routes.contains(route), "admission.targets[" + i + "]", unknown(route));
        }
        for (int i = 0; priorities != null && i < priorities.size(); i++) {
            String route = priorities.get(i).route();
            rules.that(route == null || routes.contains(route), "admission.priorities[" + i + "]", unknown(route));
        }
    }

    private static String unknown(@Nullable String route) {
        return "must name the match of one of the routes, not \"" + route + '"';
    }
}
