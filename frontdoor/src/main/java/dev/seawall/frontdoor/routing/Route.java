package dev.seawall.frontdoor.routing;

import dev.seawall.frontdoor.config.Rules;
import java.util.regex.Pattern;

/**
 * Which paths, and who answers for them (docs/protocol.md section 3). Immutable.
 *
 * @param match a path, percent-decoded; one that ends in {@code /} stands for everything that starts with it
 */
public record Route(String match, Owner owner) {
    /** Only what every program reads alike: nothing encoded, no empty or dot segment, no path parameter. */
    private static final Pattern MATCH = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~!$&'()*+,=:@-]+)+/?");

    public Route {
        new Rules()
                .that(
                        MATCH.matcher(match).matches(),
                        "match",
                        "must be a path that begins with /, without empty or dot segments and nothing encoded, not \""
                                + match + '"')
                .that(
                        !RouteTable.isReserved(match),
                        "match",
                        "must not begin with /-/, which is never routed, as \"" + match + "\" does")
                .that(
                        owner != Owner.PATH || match.endsWith("/"),
                        "match",
                        "must end in / because its owner is path, not \"" + match + '"')
                .check();
    }

    boolean matches(String path) {
        return match.endsWith("/") ? path.startsWith(match) : path.equals(match);
    }
}
