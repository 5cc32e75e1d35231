package dev.seawall.frontdoor.admission;

import dev.seawall.frontdoor.config.Rules;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How important some requests are. Immutable.
 *
 * @param route its {@code match}; null: any
 * @param method null: any
 */
public record PriorityRule(@Nullable String route, @Nullable String method, Priority priority) {
    /** RFC 9110 §9.1; all that are registered are upper-case. */
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,32}");

    public PriorityRule {
        new Rules()
                .that(
                        method == null || METHOD.matcher(method).matches(),
                        "method",
                        "must be a method in capitals such as PUT, not \"" + method + '"')
                .check();
    }

    boolean matches(String ofRoute, String ofMethod) {
        return (route == null || route.equals(ofRoute)) && (method == null || method.equals(ofMethod));
    }
}
