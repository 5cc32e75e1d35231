package dev.seawall.deploy.lab.process;

import dev.seawall.deploy.lab.fabric.Fabric;
import dev.seawall.deploy.lab.fabric.FabricException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What makes the fabric's router the edge of a VPC: it has S3's address, and from the Internet it forwards to public
 * addresses only. Without connection tracking, which a flood would fill. Stateless.
 */
public final class Border {
    public static final String VPC = "10.61.0.0/16";

    /** Where machines find S3: beyond their VPC, so that only those get there whose routes lead to an endpoint. */
    public static final String S3_ADDRESS = "10.63.0.1";

    private static final String TABLE = "table ip seawall-border";
    private static final String FILTER =
            TABLE + " {}\ndelete " + TABLE + "\n" + TABLE + """
             {
              chain forward {
                type filter hook forward priority 0; policy accept;
                iifname "r-*" ip daddr %s drop
              }
              chain in {
                type filter hook input priority 0; policy accept;
                iifname "r-*" ip daddr { %s, %s } drop
              }
            }
            """.formatted(VPC, VPC, S3_ADDRESS);

    private Border() {}

    /** Puts it in place, also where it is already. */
    public static void draw(Fabric fabric) throws FabricException, IOException {
        List<String> prefix = fabric.node(Fabric.ROUTER).prefix();
        Commands.run("addr replace " + S3_ADDRESS + "/32 dev lo\n", prefixed(prefix, "ip", "-batch", "-"));
        Commands.run(FILTER, prefixed(prefix, "nft", "-f", "-"));
    }

    private static List<String> prefixed(List<String> prefix, String... command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(List.of(command));
        return whole;
    }
}
