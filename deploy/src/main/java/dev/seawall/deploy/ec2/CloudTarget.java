package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Blueprint;
import dev.seawall.deploy.blueprint.NetworkPlan;
import java.util.List;

/**
 * A blueprint's deployment in EC2, or in what stands for it. Immutable; {@code main} builds it.
 *
 * @param place the word after {@code --on}
 * @param operators the networks from which the front doors' admin ports may be reached
 */
public record CloudTarget(
        String place,
        Blueprint blueprint,
        NetworkPlan network,
        List<String> operators,
        Connection connection,
        Timing timing) {

    public String deployment() {
        return blueprint.name();
    }

    /** {@code shop in us-east-1}. */
    public String title() {
        return deployment() + " in " + connection.region() + (place.equals("ec2") ? "" : " (" + place + ")");
    }
}
