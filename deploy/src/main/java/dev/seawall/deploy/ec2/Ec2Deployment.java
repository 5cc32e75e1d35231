package dev.seawall.deploy.ec2;

import dev.seawall.deploy.plan.ChangeRules;
import dev.seawall.deploy.plan.CloudPlan;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A blueprint's deployment in EC2, and what can be done with it. All state is in the tags of its resources: every
 * question is answered by asking EC2 anew. Thread-safe, but one command at a time makes sense.
 */
public final class Ec2Deployment implements AutoCloseable {
    /** After this many rounds of making and looking, what still differs needs a person. */
    private static final int ROUNDS = 3;

    private final CloudTarget target;
    private final FirstBoot firstBoot;
    private final LongSupplier nanoTime;
    private final Ec2Account account;

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

    public Ec2Deployment(CloudTarget target, FirstBoot firstBoot, LongSupplier nanoTime) {
        this.target = target;
        this.firstBoot = firstBoot;
        this.nanoTime = nanoTime;
        this.account = new Ec2Account(target.connection());
    }

    public CloudTarget target() {
        return target;
    }

    /** Changes nothing. */
    public Outlook plan(Wishes wishes) {
        return look(wishes).outlook();
    }

    private record Look(Inventory inventory, Images images, Outlook outlook) {}

    private Look look(Wishes wishes) {
        var inventory = Inventory.take(
                account.repeating(), target.deployment(), target.connection().region());
        List<SeenResource> seen = Sight.of(target, inventory).resources();
        var images = new Images(account.repeating(), seen, wishes.latestImage());
        var wanted = new Topology(target, new Pinned(target, seen, images, firstBoot)).wanted();
        var plan = CloudPlan.between(wanted, seen, new ChangeRules(wishes.replaceWorkers()));
        return new Look(inventory, images, new Outlook(seen, plan));
    }

    /**
     * Carries out exactly the plan that was shown: looks again first, and does nothing if something else would come out.
     *
     * @return the plan that is left afterwards: empty, or what needs a person
     */
    public Outlook up(CloudPlan shown, Wishes wishes, StepListener listener) {
        Look now = look(wishes);
        if (!now.outlook().plan().equals(shown)) {
            throw new CloudFailure("what runs in EC2 has changed since the plan was shown, so nothing was done;"
                    + " look at the new plan: ./seawall plan, or ./seawall up again");
        }
        for (int round = 0; round < ROUNDS && now.outlook().plan().hasWork(); round++) {
            var site = site(now);
            var graph = new StepGraph(listener, nanoTime);
            new Construction(site, graph, now.images(), firstBoot)
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
     * Takes everything down but data volumes.
     *
     * @param deleteVolumes whether data volumes go, too
     * @return what is left although it shouldn't be, as sentences with ids
     */
    public List<String> down(boolean deleteVolumes, StepListener listener) {
        Look now = look(Wishes.NONE);
        var site = site(now);
        var graph = new StepGraph(listener, nanoTime);
        new Teardown(site, graph).plan(now.outlook().seen(), deleteVolumes);
        graph.run();
        return new Sweep(site).left(deleteVolumes);
    }

    /** The data volumes that are there. */
    public List<SeenResource> volumes() {
        var inventory = Inventory.take(
                account.repeating(), target.deployment(), target.connection().region());
        return Sight.of(target, inventory).resources().stream()
                .filter(one -> one.kind() == Kind.VOLUME)
                .toList();
    }

    @Override
    public void close() {
        account.close();
    }
}
