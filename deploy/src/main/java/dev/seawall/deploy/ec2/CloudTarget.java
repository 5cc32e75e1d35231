package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import java.util.List;

/**
 * A blueprint's deployment in EC2, or in what stands for it. Immutable; {@code main} builds it.
 *
 * @param place the word after {@code --on}
 * @param operators the networks from which the front doors' admin ports may be reached
 * @param about what a person should know of the place; empty when its name says it
 */
public record CloudTarget(
        String place,
        Blueprint blueprint,
        NetworkPlan network,
        List<String> operators,
        Connection connection,
        Timing timing,
        String about) {

    /** In a place of which nothing has to be said. */
    public CloudTarget(
            String place,
            Blueprint blueprint,
            NetworkPlan network,
            List<String> operators,
            Connection connection,
            Timing timing) {
        this(place, blueprint, network, operators, connection, timing, "");
    }

    public String deployment() {
        return blueprint.name();
    }

    /** {@code shop in us-east-1}. */
    public String title() {
        return deployment() + " in " + connection.region() + (place.equals("ec2") ? "" : " (" + place + ")");
    }
}
