package dev.seawall.deploy.plan;

import dev.seawall.deploy.plan.Change.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A plan as a person reads it. Stateless: the same text for the same plan. */
public final class PlanText {
    private PlanText() {}

    /** Lines without colours; {@code deployment} is in the heading: {@code shop in us-east-1}. */
    public static List<String> lines(String deployment, CloudPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(deployment + ": " + summary(plan));
        List<Change> told = plan.changes().stream()
                .filter(change -> change.action() != Action.KEEP && change.kind() != Kind.VOLUME)
                .toList();
        if (!told.isEmpty()) {
            lines.add("");
        }
        told.forEach(change -> tell(lines, change));
        List<Change> volumes = plan.changes().stream()
                .filter(change -> change.kind() == Kind.VOLUME)
                .toList();
        if (!volumes.isEmpty()) {
            lines.add("");
            lines.add("Data volumes");
            volumes.forEach(change -> lines.add("  " + change.label() + " " + volume(change)));
        }
        List<String> drift = plan.drift();
        if (!drift.isEmpty()) {
            lines.add("");
            lines.add("Observed");
            drift.forEach(sentence -> lines.add("  " + sentence));
        }
        return List.copyOf(lines);
    }

    static String summary(CloudPlan plan) {
        if (plan.isEmpty()) {
            return "everything is as the blueprint wants it (" + plan.count(Action.KEEP) + " resources)";
        }
        List<String> parts = new ArrayList<>();
        count(parts, plan.count(Action.CREATE), "to create");
        count(parts, plan.count(Action.UPDATE), "to change");
        count(parts, plan.count(Action.REPLACE), "to replace");
        count(parts, plan.count(Action.DELETE), "to delete");
        count(parts, plan.count(Action.LEAVE), "left to you");
        count(parts, plan.count(Action.KEEP), "as wanted");
        return String.join(", ", parts);
    }

    private static void count(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static void tell(List<String> lines, Change change) {
        String verb =
                switch (change.action()) {
                    case CREATE -> "+ create ";
                    case UPDATE -> "~ change ";
                    case REPLACE -> "± replace";
                    case DELETE -> "- delete ";
                    case LEAVE -> "! leave  ";
                    case KEEP -> "  keep   ";
                };
        lines.add("  " + verb + " " + change.kind().word() + " " + change.label());
        if (change.action() == Action.CREATE) {
            change.asWanted().attributes().forEach((key, value) -> lines.add("              " + phrase(key, value)));
        }
        change.differences().forEach(difference -> lines.add("              " + phrase(difference)));
        if (!change.because().isEmpty()) {
            lines.add("              " + change.because());
        }
    }

    private static String phrase(Difference difference) {
        return difference.key().equals("tags") ? "put back the tags " + difference.seen() : difference.toString();
    }

    /** Rules and associations say all by themselves. */
    private static String phrase(String key, String value) {
        return value.equals("allowed") || value.equals("associated") ? key : key + ": " + value;
    }

    private static String volume(Change change) {
        return switch (change.action()) {
            case CREATE ->
                "will be created blank: " + describe(change.asWanted().attributes());
            case UPDATE ->
                "is kept, with its data; changed in place: "
                        + change.differences().stream()
                                .map(Difference::toString)
                                .collect(Collectors.joining(", "));
            case KEEP ->
                change.wanted() == null
                        ? "is NEVER touched: " + change.because()
                        : "is kept, with its data: " + describe(change.asSeen().attributes());
            case REPLACE, DELETE, LEAVE ->
                "is NEVER touched: "
                        + change.differences().stream()
                                .map(difference -> difference + "; ")
                                .collect(Collectors.joining())
                        + change.because();
        };
    }

    private static String describe(Map<String, String> attributes) {
        String encrypted = "yes".equals(attributes.get("encrypted")) ? "encrypted" : "NOT encrypted";
        return attributes.get("size") + " " + attributes.get("type") + ", " + attributes.get("iops") + " IOPS, "
                + encrypted + ", in " + attributes.get("zone");
    }
}
