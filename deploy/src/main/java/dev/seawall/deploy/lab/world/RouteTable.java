package dev.seawall.deploy.lab.world;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a subnet's packets go. Not thread-safe: the world's lock. */
public final class RouteTable extends Resource {
    public String routeTableId = "";
    public String ownerId = World.ACCOUNT;
    public String vpcId = "";
    public List<Route> routeSet = new ArrayList<>();
    public List<Association> associationSet = new ArrayList<>();

    /** A destination, either addresses or a prefix list, and the gateway towards it. */
    public record Route(
            @Nullable String destinationCidrBlock,
            @Nullable String destinationPrefixListId,
            String gatewayId,
            String state,
            String origin) {

        public String destination() {
            return destinationCidrBlock != null ? destinationCidrBlock : String.valueOf(destinationPrefixListId);
        }
    }

    /** The subnet that follows this table; the main association has none: it is for all others. */
    public record Association(
            String routeTableAssociationId,
            String routeTableId,
            @Nullable String subnetId,
            boolean main,
            State associationState) {

        /** Associated at once, here. */
        public record State(String state) {}
    }

    public boolean isMain() {
        return associationSet.stream().anyMatch(Association::main);
    }

    @Override
    public String id() {
        return routeTableId;
    }
}
