package dev.seawall.deploy.blueprint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One of the blueprint's {@code routes} (docs/protocol.md section 3). Immutable. */
public record Route(String match, String owner) {
    /** What the reference application needs. */
    static final List<Route> DEFAULTS =
            List.of(new Route("/v1/objects/", "path"), new Route("/v1/objects", "all"), new Route("/", "any"));

    private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#\"\\\\]]*");

    static List<Route> read(Section parent) {
        var sections = parent.takeSections("routes");
        if (!parent.has("routes")) {
            return DEFAULTS;
        }
        List<Route> routes = new ArrayList<>();
        Map<String, Integer> firstLines = new HashMap<>();
        for (var section : sections) {
            var match = section.requireText("match", PATH, "a path that begins with /");
            var owner = section.requireText("owner", Pattern.compile("path|all|any"), "one of path, all, any");
            if (owner.equals("path") && !match.isEmpty() && !match.endsWith("/")) {
                section.refuse("match", "must end in / for owner: path, as the key follows it; not " + match);
            }
            var earlier = firstLines.putIfAbsent(match, section.lineOf("match"));
            if (earlier != null && !match.isEmpty()) {
                section.refuse("match", "is " + match + " as in line " + earlier + " already");
            }
            section.done();
            routes.add(new Route(match, owner));
        }
        if (routes.isEmpty()) {
            parent.refuse("routes", "must name at least one route, or be left out");
        }
        return List.copyOf(routes);
    }
}
