package dev.seawall.deploy.cost;

import dev.seawall.deploy.blueprint.Blueprint;
import java.util.ArrayList;
import java.util.List;

/** What a blueprint asks for, as items to be paid. Stateless. */
public final class Estimate {
    /** What Amazon Linux 2023 boots from: gp3, as large as its image. */
    static final int ROOT_GIB = 8;

    private static final long GIB = 1L << 30;

    private Estimate() {}

    /** Everything that runs or is kept, in the order in which a person would name it. */
    public static List<Item> of(Blueprint blueprint) {
        List<Item> items = new ArrayList<>();
        for (int i = 1; i <= blueprint.frontDoors().count(); i++) {
            String name = "front-door-" + i;
            items.add(new Item.Machine(name, blueprint.frontDoors().types().getFirst()));
            items.add(root(name));
            items.add(new Item.PublicAddress(name + "-address"));
        }
        for (int j = 1; j <= blueprint.workers().count(); j++) {
            String name = "worker-" + j;
            items.add(new Item.Machine(name, blueprint.workers().types().getFirst()));
            items.add(root(name));
            items.add(volume(blueprint, name + "-volume"));
        }
        items.add(new Item.Objects("bucket", 1));
        return List.copyOf(items);
    }

    /** What is still to be paid after {@code down}: the data volumes that are kept. */
    public static List<Item> kept(Blueprint blueprint) {
        return of(blueprint).stream()
                .filter(item -> item instanceof Item.Disk && item.name().endsWith("-volume"))
                .toList();
    }

    /** Rounded up: EC2 sells whole GiB. */
    private static Item volume(Blueprint blueprint, String name) {
        var wanted = blueprint.workers().volume();
        long gib = (wanted.size().bytes() + GIB - 1) / GIB;
        return new Item.Disk(name, wanted.type(), gib, wanted.iops());
    }

    private static Item root(String name) {
        return new Item.Disk(name + "-root", "gp3", ROOT_GIB, Item.Disk.GP3_IOPS);
    }
}
