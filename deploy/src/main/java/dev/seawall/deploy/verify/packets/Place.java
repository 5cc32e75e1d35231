package dev.seawall.deploy.verify.packets;

import dev.seawall.deploy.verify.Described.Group;
import java.util.List;

/** Where packets come from and go to. Immutable, each kind. */
public sealed interface Place {
    /** {@code worker-1}; no two places have the same. */
    String name();

    /** Its own, which other places send to. */
    String address();

    /** What rules may call it by: its addresses, ids of lists that have them. Group ids aside. */
    List<String> knownAs();

    /** EC2's id; empty for who has none. */
    String id();

    /** {@code worker-1 (i-0a1b, 10.61.128.11)}. */
    default String label() {
        return name() + " (" + (id().isEmpty() ? "" : id() + ", ") + address() + ")";
    }

    /** Somebody whom no security group filters: the Internet, the operator. */
    record Outsider(String name, String address, List<String> knownAs) implements Place {
        public Outsider {
            knownAs = List.copyOf(knownAs);
        }

        @Override
        public String id() {
            return "";
        }
    }

    /** Who answers and never asks, and whom no security group filters: S3. */
    record Service(String name, String address, List<String> knownAs) implements Place {
        public Service {
            knownAs = List.copyOf(knownAs);
        }

        @Override
        public String id() {
            return "";
        }
    }

    /**
     * An instance, whoever launched it.
     *
     * @param publicAddress as it is routed here; empty without one
     * @param groups that any of its interfaces carries: EC2 adds up their rules
     */
    record Instance(String name, String id, String address, String publicAddress, List<Group> groups) implements Place {
        public Instance {
            groups = List.copyOf(groups);
        }

        @Override
        public List<String> knownAs() {
            return List.of(address);
        }

        boolean carries(String groupId) {
            return groups.stream().anyMatch(group -> group.id().equals(groupId));
        }
    }

    /**
     * What has a volume's bytes, at the other end of its instance's wire. EC2 shows no such thing, and no group filters
     * it: the one instance that holds the volume may reach it, at one port, and nobody else.
     *
     * @param id the volume's
     * @param holder the id of the instance that it is attached to
     */
    record VolumeServer(String name, String id, String address, int port, String holder) implements Place {
        @Override
        public List<String> knownAs() {
            return List.of(address);
        }
    }
}
