package dev.seawall.deploy.lab.world;

import org.jspecify.annotations.Nullable;

/** An Elastic IP: a public address that moves from instance to instance. Not thread-safe: the world's lock. */
public final class Address extends Resource {
    public String publicIp = "";
    public String allocationId = "";
    public String domain = "vpc";
    public String publicIpv4Pool = "amazon";
    public String networkBorderGroup = "";
    public @Nullable String associationId;
    public @Nullable String instanceId;
    public @Nullable String networkInterfaceId;
    public @Nullable String networkInterfaceOwnerId;
    public @Nullable String privateIpAddress;

    public boolean isAssociated() {
        return associationId != null;
    }

    @Override
    public String id() {
        return allocationId;
    }
}
