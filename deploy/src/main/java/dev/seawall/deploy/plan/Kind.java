package dev.seawall.deploy.plan;

/** What a deployment in EC2 is made of, in the order in which it is built. */
public enum Kind {
    VPC("VPC"),
    INTERNET_GATEWAY("internet gateway"),
    SUBNET("subnet"),
    ROUTE_TABLE("route table"),
    ENDPOINT("endpoint"),
    SECURITY_GROUP("security group"),
    BUCKET("bucket"),
    VOLUME("data volume"),
    INSTANCE("instance"),
    ADDRESS("public address");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }
}
