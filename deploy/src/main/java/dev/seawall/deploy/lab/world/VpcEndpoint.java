package dev.seawall.deploy.lab.world;

import java.util.ArrayList;
import java.util.List;

/** A gateway endpoint: the way to S3 that needs no Internet. Not thread-safe: the world's lock. */
public final class VpcEndpoint extends Resource {
    public String vpcEndpointId = "";
    public String vpcEndpointType = "Gateway";
    public String ownerId = World.ACCOUNT;
    public String vpcId = "";
    public String serviceName = "";
    public String state = "available";
    public String policyDocument = "";
    public List<String> routeTableIdSet = new ArrayList<>();
    public List<String> subnetIdSet = new ArrayList<>();
    public List<String> groupSet = new ArrayList<>();
    public boolean privateDnsEnabled;
    public boolean requesterManaged;
    public List<String> networkInterfaceIdSet = new ArrayList<>();
    public List<String> dnsEntrySet = new ArrayList<>();
    public String creationTimestamp = "";

    @Override
    public String id() {
        return vpcEndpointId;
    }
}
