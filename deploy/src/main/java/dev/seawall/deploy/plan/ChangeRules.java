package dev.seawall.deploy.plan;

import dev.seawall.deploy.plan.Change.Action;
import java.util.List;
import java.util.Set;

/**
 * What can be mended in place, what needs a new resource, and what is left to a person: above all, nothing here ever
 * replaces or deletes a data volume. Stateless but for what the person asked for.
 *
 * @param replaceWorkers whether workers whose launch differs may be replaced, one after the other
 */
public record ChangeRules(boolean replaceWorkers) {
    private static final Set<String> INSTANCE_IN_PLACE = Set.of("metadata", "groups", "state", "tags");

    /** The change for a resource that exists and differs. */
    Change differing(WantedResource wanted, SeenResource seen, List<Difference> differences) {
        return switch (wanted.kind()) {
            case VPC -> fixed(wanted, seen, differences, Set.of("tags"));
            case SUBNET -> fixed(wanted, seen, differences, Set.of("tags", "public addresses"));
            case VOLUME -> volume(wanted, seen, differences);
            case INSTANCE -> instance(wanted, seen, differences);
            case INTERNET_GATEWAY, ROUTE_TABLE, ENDPOINT, SECURITY_GROUP, BUCKET, ADDRESS ->
                Change.of(Action.UPDATE, wanted, seen, differences, "");
        };
    }

    private static Change fixed(
            WantedResource wanted, SeenResource seen, List<Difference> differences, Set<String> inPlace) {
        return differences.stream().map(Difference::key).allMatch(inPlace::contains)
                ? Change.of(Action.UPDATE, wanted, seen, differences, "")
                : Change.of(
                        Action.LEAVE,
                        wanted,
                        seen,
                        differences,
                        "EC2 cannot change this in place: put the blueprint back, or take the deployment down and up"
                                + " again (data volumes stay in their zones)");
    }

    private static Change volume(WantedResource wanted, SeenResource seen, List<Difference> differences) {
        for (Difference difference : differences) {
            String refusal = volumeRefusal(difference);
            if (!refusal.isEmpty()) {
                return Change.of(Action.LEAVE, wanted, seen, differences, refusal);
            }
        }
        return Change.of(Action.UPDATE, wanted, seen, differences, "");
    }

    private static String volumeRefusal(Difference difference) {
        String seen = String.valueOf(difference.seen());
        return switch (difference.key()) {
            case "size" ->
                gibibytes(seen) > gibibytes(String.valueOf(difference.wanted()))
                        ? "EC2 can only grow a volume, and a data volume is never replaced: put the size back"
                        : "";
            case "encrypted", "zone" ->
                "this would need another volume, and a data volume is never replaced: put the blueprint back, or"
                        + " restore a snapshot to a new volume";
            case "attached to" ->
                difference.seen() == null || seen.startsWith(difference.wanted() + " ")
                        ? ""
                        : "it is attached to " + seen
                                + ", and nothing is taken from a machine that may be writing: stop"
                                + " that one's use of it and detach it there first";
            default -> "";
        };
    }

    private static long gibibytes(String size) {
        return Long.parseLong(size.replace(" GiB", ""));
    }

    private Change instance(WantedResource wanted, SeenResource seen, List<Difference> differences) {
        if (differences.stream().map(Difference::key).allMatch(INSTANCE_IN_PLACE::contains)) {
            return Change.of(Action.UPDATE, wanted, seen, differences, "");
        }
        if (wanted.name().startsWith("worker-") && !replaceWorkers) {
            return Change.of(
                    Action.LEAVE,
                    wanted,
                    seen,
                    differences,
                    "a worker that runs is not replaced unasked: ./seawall replace " + wanted.name()
                            + ", or up --replace-workers");
        }
        return Change.of(Action.REPLACE, wanted, seen, differences, "");
    }

    /** The change for a resource that bears the deployment's name, but that the blueprint doesn't have. */
    Change unwanted(SeenResource seen) {
        if (seen.kind() == Kind.VOLUME) {
            return Change.unwanted(Action.KEEP, seen, "the blueprint has no worker for it");
        }
        if (seen.name().startsWith("worker-")) {
            return Change.unwanted(
                    Action.LEAVE,
                    seen,
                    "the blueprint has fewer workers: its keys would lose their owner, so nothing is done to it");
        }
        return Change.unwanted(Action.DELETE, seen, "the blueprint doesn't have it");
    }

    /** The change for a second resource of the same name. */
    Change duplicate(SeenResource seen, SeenResource kept) {
        boolean harmless = "yes".equals(seen.fact("unused")) && seen.kind() != Kind.VOLUME;
        String twin = "there is " + kept.label() + " already";
        return harmless
                ? Change.unwanted(Action.DELETE, seen, twin + ", and nothing uses this one")
                : Change.unwanted(Action.LEAVE, seen, twin + ", and this one is in use: look at both, delete one");
    }
}
