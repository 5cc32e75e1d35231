package dev.seawall.deploy.cost;

/** Something that is paid for as long as it exists. Immutable. */
public sealed interface Item {
    String name();

    /** An instance that runs all month. */
    record Machine(String name, String type) implements Item {}

    /** An EBS volume, used or not. */
    record Disk(String name, String type, long gib, int iops, int throughputMibps) implements Item {
        /** What is included with a gp3 volume. */
        static final int GP3_IOPS = 3000;

        static final int GP3_THROUGHPUT_MIBPS = 125;

        /** A gp3 volume with the throughput that is included, or an io2 volume, which has no throughput to be set. */
        public Disk(String name, String type, long gib, int iops) {
            this(name, type, gib, iops, type.equals("gp3") ? GP3_THROUGHPUT_MIBPS : 0);
        }
    }

    /** A public IPv4 address, in use or not. */
    record PublicAddress(String name) implements Item {}

    /** Objects in S3; artifacts and identities are what a deployment keeps there. */
    record Objects(String name, long gib) implements Item {}
}
