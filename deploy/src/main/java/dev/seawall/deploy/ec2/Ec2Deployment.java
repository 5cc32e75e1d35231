package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.knobs.AdminPort;
import dev.seawall.deploy.plan.ChangeRules;
import dev.seawall.deploy.plan.CloudPlan;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import dev.seawall.deploy.verify.Described;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A blueprint's deployment in EC2, and what can be done with it. All state is in the tags of its resources: every
 * question is answered by asking EC2 anew. Thread-safe, but one command at a time makes sense.
 */
public final class Ec2Deployment implements AutoCloseable {
    /** After this many rounds of making and looking, what still differs needs a person. */
    private static final int ROUNDS = 3;

    private final CloudTarget target;
    private final FirstBoot.Source boots;
    private final LongSupplier nanoTime;
    private final Ec2Account account;
    private final Supplier<Fixed> fixed;

    /** What needs the account's number, which AWS is asked for once. */
    private record Fixed(Bucket bucket, FirstBoot firstBoot) {}

    /**
     * What a person may ask of a plan.
     *
     * @param latestImage whether instances get the newest image rather than the one that is pinned
     * @param replaceWorkers whether workers whose launch differs are replaced, too
     */
    public record Wishes(boolean latestImage, boolean replaceWorkers) {
        public static final Wishes NONE = new Wishes(false, false);
    }

    /** What was seen, and what follows. */
    public record Outlook(List<SeenResource> seen, CloudPlan plan) {}

    /** Calls nobody yet. */
    public Ec2Deployment(CloudTarget target, FirstBoot.Source boots, LongSupplier nanoTime) {
        this.target = target;
        this.boots = boots;
        this.nanoTime = nanoTime;
        this.account = new Ec2Account(target.connection());
        this.fixed = Once.of(this::fixed);
    }

    /** Loads what every deployment needs, and calls nobody; not needed, but a third of a command's start. */
    public static void warmUp() {
        Clients.warmUp();
    }

    private Fixed fixed() {
        var bucket = Bucket.of(
                Bucket.nameOf(
                        target.deployment(),
                        account.number(),
                        target.connection().region()),
                target.connection());
        return new Fixed(bucket, boots.bootsFrom(bucket));
    }

    public CloudTarget target() {
        return target;
    }

    public Bucket bucket() {
        return fixed.get().bucket();
    }

    /** Changes nothing. */
    public Outlook plan(Wishes wishes) {
        return look(wishes).outlook();
    }

    private record Look(Inventory inventory, Images images, Outlook outlook) {}

    private Look look(Wishes wishes) {
        var sight = see();
        var seen = sight.resources();
        var images = new Images(account.repeating(), seen, wishes.latestImage());
        var pinned =
                new Pinned(new AsLaunched(target, seen), images, fixed.get().firstBoot());
        var wanted = new Topology(target, pinned, fixed.get().bucket().name()).wanted();
        var plan = CloudPlan.between(wanted, seen, new ChangeRules(wishes.replaceWorkers()));
        return new Look(sight.inventory(), images, new Outlook(seen, plan));
    }

    private Sight see() {
        try (var thread = Threads.perTask()) {
            var bucket = thread.submit(() -> {
                var named = fixed.get().bucket();
                return named.exists() ? named.name() : "";
            });
            var inventory = Inventory.take(
                    account.repeating(),
                    target.deployment(),
                    target.connection().region());
            return Sight.of(target, inventory, Waiting.result(bucket));
        } catch (CompletionException e) {
            throw e.getCause() instanceof CloudFailure told ? told : e;
        }
    }

    /**
     * Carries out exactly the plan that was shown: looks again first, and does nothing if something else would come out.
     *
     * @param waits whether an instance that is replaced must serve before the next one is
     * @return the plan that is left afterwards: empty, or what needs a person
     */
    public Outlook up(CloudPlan shown, Wishes wishes, boolean waits, StepListener listener) {
        Look now = look(wishes);
        if (!now.outlook().plan().doesAs(shown)) {
            throw new CloudFailure("what runs in EC2 has changed since the plan was shown, so nothing was done;"
                    + " look at the new plan: ./seawall plan, or ./seawall up again");
        }
        for (int round = 0; round < ROUNDS && now.outlook().plan().hasWork(); round++) {
            var site = site(now);
            var graph = new StepGraph(listener, nanoTime);
            new Construction(
                            site,
                            graph,
                            now.images(),
                            fixed.get().firstBoot(),
                            fixed.get().bucket(),
                            waits)
                    .plan(now.outlook().plan());
            graph.run();
            now = look(wishes);
        }
        return now.outlook();
    }

    private Site site(Look look) {
        return new Site(
                target, account, nanoTime, look.inventory(), look.outlook().seen());
    }

    /**
     * Takes everything down but data volumes; the bucket, with the authority that vouches for the machines, stays as long
     * as they do.
     *
     * @return what is left although it shouldn't be, as sentences with ids
     */
    public List<String> down(boolean deleteVolumes, StepListener listener) {
        var sight = see();
        var seen = sight.resources();
        var site = new Site(target, account, nanoTime, sight.inventory(), seen);
        var graph = new StepGraph(listener, nanoTime);
        boolean volumesStay = !deleteVolumes && seen.stream().anyMatch(one -> one.kind() == Kind.VOLUME);
        new Teardown(site, graph, fixed.get().bucket()).plan(seen, deleteVolumes, volumesStay);
        graph.run();
        return new Sweep(site).left(deleteVolumes);
    }

    /** What there is, without asking what is wanted. */
    public List<SeenResource> seen() {
        return see().resources();
    }

    /** Where the front doors that have a public address answer operators. */
    public List<AdminPort> frontDoors() {
        if (target.operators().isEmpty()) {
            throw new CloudFailure("no network is named under operators, so that no front door can be reached at its"
                    + " admin port; name yours in the blueprint and run ./seawall up");
        }
        return seen().stream()
                .filter(one -> one.kind() == Kind.ADDRESS
                        && !one.attribute("attached to").isEmpty())
                .map(one -> new AdminPort(
                        one.attribute("attached to"), one.fact("public address"), NetworkPlan.FRONT_DOOR_ADMIN_PORT))
                .toList();
    }

    /**
     * What EC2 and the front doors say. What programs and configuration an instance was launched with is not compared:
     * that is the plan's business, and takes reading the programs.
     */
    public CloudSurvey survey() {
        var seen = see().resources();
        var wanted = new Topology(
                        target,
                        new AsLaunched(target, seen),
                        fixed.get().bucket().name())
                .wanted();
        return CloudSurvey.of(target, seen, CloudPlan.between(wanted, seen, new ChangeRules(false)));
    }

    /** What EC2 describes, for {@code verify}: all that is in the network, whoever made it. */
    public Described describe() {
        return new Inspection(target, account.repeating()).look();
    }

    /** Why a plan may not fit into what the account may have, as sentences. */
    public List<String> quotas(CloudPlan plan) {
        return new Quotas(target, account.repeating()).check(plan);
    }

    /** What the credentials in use may not do, as sentences, by dry runs. */
    public List<String> missingPermissions() {
        return new PermissionCheck(account.repeating()).run();
    }

    /** Calls nobody; a name that the blueprint doesn't have is an {@link UnknownSlot}. */
    public void requireSlot(String name) {
        Slot.named(target, name);
    }

    /** What can be done with single slots, on this deployment's connection. */
    public SlotOperations slots() {
        return new SlotOperations(target, nanoTime, fixed.get().firstBoot(), () -> {
            Look now = look(Wishes.NONE);
            return new SlotOperations.Looked(
                    site(now), now.images(), now.outlook().plan());
        });
    }

    /** Returns when requests are served; the failure it may end with says what was seen last. */
    public void awaitServing(List<SeenResource> seen, StepListener listener) {
        new Serving(target, new Waiting(target.timing(), nanoTime)).await(seen, new StepGraph(listener, nanoTime));
    }

    /** Asks again and again, at this deployment's pace, until it is so; false when it still isn't after the limit. */
    public boolean await(Duration limit, BooleanSupplier question) {
        return new Waiting(target.timing(), nanoTime).within(limit, question);
    }

    @Override
    public void close() {
        account.close();
    }
}
