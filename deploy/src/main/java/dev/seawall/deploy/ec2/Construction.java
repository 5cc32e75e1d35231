package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.plan.Change;
import dev.seawall.deploy.plan.Change.Action;
import dev.seawall.deploy.plan.CloudPlan;
import dev.seawall.deploy.plan.Difference;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Turns a plan into steps: what waits for what. Each step finds out for itself whether an earlier run has done it
 * already. Used by one thread; the steps run on many.
 */
final class Construction {
    private static final String PUBLISH = "artifacts";

    private final Site site;
    private final StepGraph graph;
    private final Launch launch;
    private final FirstBoot firstBoot;
    private final Bucket bucket;
    private final boolean waits;
    private final List<String> base = new ArrayList<>();
    private String lastReplaced = "";

    /** {@code waits}: of several instances that are replaced, each must serve before the next one goes. */
    Construction(Site site, StepGraph graph, Images images, FirstBoot firstBoot, Bucket bucket, boolean waits) {
        this.site = site;
        this.graph = graph;
        this.firstBoot = firstBoot;
        this.bucket = bucket;
        this.waits = waits;
        this.launch = new Launch(site, images, firstBoot);
    }

    void plan(CloudPlan plan) {
        List<Change> todo = plan.changes().stream()
                .filter(change -> change.action() != Action.KEEP && change.action() != Action.LEAVE)
                .toList();
        todo.forEach(this::tags);
        todo.forEach(this::network);
        todo.stream().filter(c -> c.kind() == Kind.SECURITY_GROUP).forEach(this::rules);
        boolean launches = todo.stream().anyMatch(c -> c.kind() == Kind.INSTANCE && launches(c));
        if (launches || todo.stream().anyMatch(c -> c.kind() == Kind.BUCKET || c.kind() == Kind.ENDPOINT)) {
            graph.add(Topology.BUCKET, List.of(Topology.ENDPOINT), "opening", this::open);
        }
        if (launches) {
            graph.add(PUBLISH, List.of(Topology.BUCKET), "uploading", this::publish);
        }
        todo.stream().filter(c -> c.kind() == Kind.VOLUME).forEach(this::volume);
        todo.stream().filter(c -> c.kind() == Kind.INSTANCE).forEach(this::instance);
        Slot.all(site.target().blueprint(), site.target().network())
                .forEach(slot -> afterInstance(slot, plan.changes()));
        todo.stream().filter(c -> c.action() == Action.DELETE).forEach(this::delete);
    }

    /** The policy names the endpoint, so that it is set whenever either may be new. */
    private String open() {
        bucket.ensure(site.target().deployment());
        bucket.allowRotationThrough(site.id(Topology.ENDPOINT));
        return "open to " + site.id(Topology.ENDPOINT);
    }

    private String publish() {
        firstBoot.publish();
        return "there";
    }

    private static boolean launches(Change change) {
        return change.action() == Action.CREATE || change.action() == Action.REPLACE;
    }

    /** Puts lost tags back, before anything else looks the resource up by them. */
    private void tags(Change change) {
        if (change.action() == Action.UPDATE
                && change.differences().stream().anyMatch(d -> d.key().equals("tags"))) {
            String id = change.asSeen().id();
            graph.add(change.name() + " tags", List.of(), "tagging", () -> {
                site.ec2().createTags(r -> r.resources(id)
                        .tags(Labels.of(site.target().deployment(), change.name())));
                return "put back";
            });
        }
    }

    private void network(Change change) {
        var work = new NetworkWork(site);
        var wanted = change.wanted();
        if (wanted == null) {
            return;
        }
        boolean create = change.action() == Action.CREATE;
        String name = change.name();
        switch (change.kind()) {
            case VPC -> {
                if (create) {
                    step(name, List.of(), "creating", () -> work.vpc(wanted));
                }
            }
            case INTERNET_GATEWAY ->
                step(
                        name,
                        List.of(Topology.VPC),
                        create ? "creating" : "attaching",
                        () -> create ? work.gateway(wanted) : work.attach(name));
            case SUBNET ->
                step(
                        name,
                        List.of(Topology.VPC),
                        create ? "creating" : "changing",
                        () -> create ? work.subnet(wanted) : work.noPublicAddresses(name));
            case ROUTE_TABLE -> {
                Set<String> after = new LinkedHashSet<>(List.of(Topology.VPC, Topology.GATEWAY));
                wanted.attributes().keySet().stream()
                        .filter(key -> key.startsWith("subnet "))
                        .forEach(key -> after.add(key.substring("subnet ".length())));
                step(
                        name,
                        after,
                        create ? "creating" : "mending",
                        () -> create ? work.routeTable(wanted) : work.mendRoutes(name, withoutTags(change)));
            }
            case ENDPOINT ->
                step(
                        name,
                        List.of(Topology.VPC, Topology.PUBLIC_ROUTES, Topology.PRIVATE_ROUTES),
                        create ? "creating" : "mending",
                        () -> create ? work.endpoint(wanted) : work.mendEndpoint(name, withoutTags(change)));
            case SECURITY_GROUP -> {
                if (create) {
                    step(name, List.of(Topology.VPC), "creating", () -> new GroupWork(site).create(wanted));
                }
            }
            case BUCKET, VOLUME, INSTANCE, ADDRESS -> {
                // They follow, once the network is there.
            }
        }
    }

    private static List<Difference> withoutTags(Change change) {
        return change.differences().stream()
                .filter(difference -> !difference.key().equals("tags"))
                .toList();
    }

    private void step(String name, Iterable<String> after, String doing, Supplier<String> work) {
        Set<String> before = new LinkedHashSet<>();
        after.forEach(before::add);
        before.add(name + " tags");
        graph.add(name, before, doing, work);
        base.add(name);
    }

    private void rules(Change change) {
        var wanted = change.wanted();
        if (wanted != null) {
            Set<Rule> rules = Rule.read(wanted.attributes().keySet());
            step(
                    change.name() + " rules",
                    List.of(Topology.FRONT_DOOR_GROUP, Topology.WORKER_GROUP),
                    "setting",
                    () -> new GroupWork(site).rules(wanted, rules));
        }
    }

    private void volume(Change change) {
        var wanted = change.wanted();
        if (wanted == null) {
            return;
        }
        var work = new VolumeWork(site);
        if (change.action() == Action.CREATE) {
            graph.add(change.name(), List.of(Topology.VPC), "creating", () -> work.create(wanted));
        } else if (change.differences().stream()
                .anyMatch(d -> !d.key().equals("attached to") && !d.key().equals("tags"))) {
            graph.add(
                    change.name(),
                    List.of(change.name() + " tags"),
                    "changing",
                    () -> work.modify(wanted, withoutTags(change)));
        }
    }

    private void instance(Change change) {
        var wanted = change.wanted();
        if (wanted == null) {
            return;
        }
        String name = change.name();
        Set<String> after = new LinkedHashSet<>(base);
        after.add(PUBLISH);
        after.add(name + "-volume");
        after.add(name + " tags");
        if (!launches(change)) {
            if (!withoutTags(change).isEmpty()) {
                graph.add(name, after, "changing", () -> new InstanceWork(site).update(wanted, withoutTags(change)));
            }
            return;
        }
        boolean replace = change.action() == Action.REPLACE;
        if (replace) {
            after.add(lastReplaced);
            lastReplaced = oneAtATime(name);
        }
        graph.add(name, after, replace ? "replacing" : "launching", () -> {
            var work = new InstanceWork(site);
            if (replace) {
                work.terminate(name, change.asSeen().id());
            }
            site.seen().stream()
                    .filter(one -> one.kind() == Kind.INSTANCE && one.name().equals(name))
                    .filter(one -> one.state().equals("shutting-down"))
                    .forEach(one -> work.awaitGone(name, one.id()));
            String volume = site.has(name + "-volume") ? site.id(name + "-volume") : null;
            return launch.run(wanted, types(name), volume);
        });
    }

    /** Gives the step after which the next instance may go: this one has its disk or address again, and serves. */
    private String oneAtATime(String slot) {
        String complete = slot + (slot.startsWith("worker-") ? "-volume attachment" : "-address");
        if (!waits) {
            return complete;
        }
        graph.add(slot + " serves", List.of(complete), "asking the front doors", () -> new Serving(
                        site.target(), site.waiting())
                .await(site.seen()));
        return slot + " serves";
    }

    private List<String> types(String slot) {
        var blueprint = site.target().blueprint();
        return slot.startsWith("worker-")
                ? blueprint.workers().types()
                : blueprint.frontDoors().types();
    }

    /** What goes onto an instance once it runs: its volume or its address. */
    private void afterInstance(Slot slot, List<Change> changes) {
        boolean worker = slot.role() == Role.WORKER;
        String thing = worker ? slot.volumeName() : slot.addressName();
        boolean due = changes.stream()
                .filter(c -> c.action() != Action.KEEP && c.action() != Action.LEAVE)
                .anyMatch(c -> (c.name().equals(slot.name()) && launches(c))
                        || (c.name().equals(thing)
                                && (c.action() == Action.CREATE
                                        || c.differences().stream()
                                                .anyMatch(d -> d.key().equals("attached to")))));
        boolean volumeLeft = changes.stream().anyMatch(c -> c.name().equals(thing) && c.action() == Action.LEAVE);
        if (!due || volumeLeft) {
            return;
        }
        if (worker) {
            graph.add(thing + " attachment", List.of(thing, slot.name()), "attaching", () -> {
                String attached = new VolumeWork(site).attach(thing, slot.name());
                Marks.settle(site, thing);
                return attached;
            });
        } else {
            var work = new AddressWork(site);
            graph.add(thing, List.of(slot.name(), Topology.GATEWAY, thing + " tags"), "getting", () -> {
                if (!site.has(thing)) {
                    work.allocate(thing);
                }
                String associated = work.associate(thing, slot.name());
                Marks.settle(site, thing);
                return associated;
            });
        }
    }

    private void delete(Change change) {
        SeenResource seen = change.asSeen();
        graph.add(seen.label(), base, "deleting", () -> new Removal(site).one(seen));
    }
}
