package dev.seawall.deploy.plan;

import dev.seawall.deploy.plan.Change.Action;
import java.util.List;
import java.util.stream.Stream;

/** Says how a resource that exists differs from what is wanted: what was observed, never who did it. Stateless. */
final class Drift {
    private Drift() {}

    static List<String> of(Change change) {
        if (change.seen() == null) {
            String why = change.because().isEmpty() ? "" : ": " + change.because();
            return List.of(change.kind().word() + " " + change.name() + " is missing" + why);
        }
        if (change.wanted() == null) {
            return change.action() == Action.KEEP
                    ? List.of()
                    : List.of(change.kind().word() + " " + change.label() + " is one too many: " + change.because());
        }
        return change.differences().stream()
                .flatMap(one -> sentence(change, one))
                .toList();
    }

    private static Stream<String> sentence(Change change, Difference one) {
        String who = change.kind().word() + " " + change.label();
        String seen = String.valueOf(one.seen());
        String wanted = String.valueOf(one.wanted());
        String key = one.key();
        String said =
                switch (change.kind()) {
                    case SECURITY_GROUP -> rule(key, one.wanted() == null);
                    case ROUTE_TABLE -> route(key, one);
                    case VOLUME, ADDRESS, INTERNET_GATEWAY ->
                        key.equals("attached to") ? attached(one) : plain(key, seen, wanted);
                    case INSTANCE -> instance(key, seen, wanted);
                    default -> plain(key, seen, wanted);
                };
        return Stream.of(who + " " + (key.equals("tags") ? "has lost tags: " + seen : said));
    }

    /** {@code in tcp 22 from 0.0.0.0/0}. */
    private static String rule(String key, boolean tooMuch) {
        String direction = key.startsWith("in ") ? "in " : "out ";
        String what = key.substring(key.indexOf(' ') + 1);
        return tooMuch
                ? "lets " + direction + what + ", which the design doesn't"
                : "no longer lets " + direction + what;
    }

    private static String route(String key, Difference one) {
        if (one.wanted() == null) {
            return key.startsWith("route ")
                    ? "has a " + key + " through " + one.seen() + ", which the design doesn't"
                    : "is followed by " + key + ", which the design doesn't say";
        }
        return one.seen() == null
                ? "lacks its " + key + (key.startsWith("route ") ? " through " + one.wanted() : "")
                : plain(key, one.seen(), one.wanted());
    }

    private static String attached(Difference one) {
        return one.seen() == null
                ? "is attached to nothing, wanted: " + one.wanted()
                : "is attached to " + one.seen() + ", wanted: " + (one.wanted() == null ? "nothing" : one.wanted());
    }

    private static String instance(String key, String seen, String wanted) {
        return switch (key) {
            case "state" -> "is " + seen;
            case "metadata" -> "answers metadata requests without a session token (" + seen + "), wanted: " + wanted;
            case "launch" -> "was launched from another configuration or other programs";
            default -> plain(key, seen, wanted);
        };
    }

    private static String plain(String key, String seen, String wanted) {
        return "has " + key + " " + (seen.equals("null") ? "none" : seen) + ", wanted: "
                + (wanted.equals("null") ? "none" : wanted);
    }
}
