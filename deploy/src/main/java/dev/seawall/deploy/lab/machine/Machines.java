package dev.seawall.deploy.lab.machine;

import java.util.List;

/**
 * What instances really are: processes, namespaces, or, in tests, nothing but words. EC2's states follow what is
 * observed here, so nothing calls back: the small EC2 asks. Every method returns promptly (long work goes on behind)
 * and is called by one thread at a time.
 */
public interface Machines {
    /** What is observed of one machine. */
    enum Condition {
        BOOTING,
        RUNNING,
        STOPPED,
        GONE
    }

    /**
     * Called once, before anything else, with every machine that should exist, running or not: what is found is brought
     * in line with it. A machine that is not among them is what a call left behind that died before it was written
     * down, and ends; so does a disk or an address that a machine has and should not.
     */
    default void adopt(List<InstanceSpec> known) {}

    /** Begins to boot: a new machine, or a stopped one with the volumes it had. */
    void launch(InstanceSpec spec);

    /** Begins an orderly shutdown; the volumes stay. */
    void stop(String instanceId);

    void reboot(String instanceId);

    /** Begins to end it for good. */
    void terminate(String instanceId);

    /** {@link Condition#GONE} also for a machine never heard of. */
    Condition condition(String instanceId);

    /** Gives a running machine one more disk. */
    void attach(String instanceId, Disk disk);

    /** Begins to take a disk away. */
    void detach(String instanceId, String volumeId);

    /** Whether the machine may still write to the volume; false only when that is certain. */
    boolean holds(String instanceId, String volumeId);

    /** Routes a public address to a machine. */
    void associate(String instanceId, String publicIp);

    void disassociate(String instanceId, String publicIp);

    /** Lets nothing but this in and out of a machine from now on; told again whenever it changes. */
    default void guard(String instanceId, List<PacketRule> rules) {}

    /** What the machine printed while it booted. */
    String console(String instanceId);
}
