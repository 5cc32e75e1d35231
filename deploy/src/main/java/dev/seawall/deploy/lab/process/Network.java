package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.machine.PacketRule;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where machines are in a network, and how others reach them. Thread-safe. */
public interface Network extends AutoCloseable {
    /** Changes when all that ran in it is gone: by a boot of this computer, or by the end of a sandbox. */
    String era();

    /** Gives a machine its place; returns when programs of it can begin there. It may be there already. */
    void join(String instanceId, String privateIp) throws IOException, InterruptedException;

    /** What comes before a command to run it at a machine's place. */
    List<String> prefix(String instanceId) throws IOException;

    /** Takes a machine's place away; its processes are gone. It may never have had one. */
    void leave(String instanceId) throws IOException, InterruptedException;

    /** Forgets every machine but these, which may have been there before this program began. */
    void keepOnly(Set<String> instanceIds);

    /** Leads a public address to a machine, wherever it led before; begins to, if the machine is about to join. */
    void associate(String publicIp, String instanceId, String privateIp);

    void disassociate(String publicIp);

    /** Lets nothing but this in and out of a machine, from a moment later on, where packets can be held up. */
    void guard(String instanceId, List<PacketRule> rules);

    /** This program lets go of it; machines stay. */
    @Override
    void close();
}
