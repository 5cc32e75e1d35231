package dev.seawall.deploy.lab.world;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A virtual network. Not thread-safe: the world's lock. */
public final class Vpc extends Resource {
    public String vpcId = "";
    public String ownerId = World.ACCOUNT;
    public String state = "pending";
    public String cidrBlock = "";
    public String dhcpOptionsId = "default";
    public String instanceTenancy = "default";
    public boolean isDefault;

    @JsonProperty("_enableDnsSupport")
    public boolean enableDnsSupport = true;

    @JsonProperty("_enableDnsHostnames")
    public boolean enableDnsHostnames;

    public Cidr cidr() {
        return Cidr.parse(cidrBlock);
    }

    @Override
    public String id() {
        return vpcId;
    }
}
