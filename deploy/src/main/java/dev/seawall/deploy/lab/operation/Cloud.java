package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.fault.Faults;
import dev.seawall.deploy.lab.machine.Disks;
import dev.seawall.deploy.lab.machine.Machines;
import dev.seawall.deploy.lab.world.Cidr;
import dev.seawall.deploy.lab.world.Resource;
import dev.seawall.deploy.lab.world.Shelf;
import dev.seawall.deploy.lab.world.Tag;
import dev.seawall.deploy.lab.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every operation works on. Not thread-safe: the world's lock.
 *
 * @param landmarks null where machines are no more than words or processes: no packet of theirs can be held up
 */
public record Cloud(
        World world,
        Catalog catalog,
        Machines machines,
        Disks disks,
        Faults faults,
        Pace pace,
        InstantSource clock,
        Cidr publicPool,
        boolean loopbackVpcs,
        @Nullable Landmarks landmarks) {

    private static final DateTimeFormatter EC2_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public static String text(Instant time) {
        return EC2_TIME.format(time);
    }

    public String now() {
        return text(clock.instant());
    }

    public void passesAfter(Resource resource, Duration delay) {
        resource.dueMillis = clock.millis() + delay.toMillis();
    }

    public boolean hasPassed(Resource resource) {
        return clock.millis() >= resource.dueMillis;
    }

    /** Puts a new resource into the world: tagged, in its first state for a while, and hidden if so ordered. */
    public <T extends Resource> T create(Shelf<T> shelf, T resource, List<Tag> tags, Duration firstState) {
        resource.tagSet.addAll(tags);
        resource.hiddenLookups = faults.hiddenLookups();
        passesAfter(resource, firstState);
        return shelf.add(resource);
    }
}
