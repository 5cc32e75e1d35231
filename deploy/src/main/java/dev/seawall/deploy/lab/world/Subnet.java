package dev.seawall.deploy.lab.world;

/** A zone's part of a virtual network. Not thread-safe: the world's lock. */
public final class Subnet extends Resource {
    public String subnetId = "";
    public String subnetArn = "";
    public String ownerId = World.ACCOUNT;
    public String state = "pending";
    public String vpcId = "";
    public String cidrBlock = "";
    public String availabilityZone = "";
    public String availabilityZoneId = "";
    public boolean defaultForAz;
    public boolean mapPublicIpOnLaunch;
    public boolean assignIpv6AddressOnCreation;

    public Cidr cidr() {
        return Cidr.parse(cidrBlock);
    }

    @Override
    public String id() {
        return subnetId;
    }
}
