package dev.seawall.deploy.blueprint;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The blueprint's {@code frontdoors}. All but the count matter on EC2 only. Immutable.
 *
 * @param types EC2 instance types; the next is taken when EC2 has no capacity for one
 */
public record FrontDoors(int count, List<String> types, String market, int httpPort, int httpsPort) {
    static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9-]+");

    static FrontDoors read(Section section) {
        var ports = section.takeSection("ports");
        var frontDoors = new FrontDoors(
                section.takeInt("count", 1, 99, 1),
                section.takeTexts(
                        "type", INSTANCE_TYPE, "an EC2 instance type such as c7g.large", List.of("c7g.large")),
                section.takeChoice("market", List.of("on-demand", "spot"), "on-demand"),
                ports.takeInt("http", 1, 65535, 80),
                ports.takeInt("https", 1, 65535, 443));
        if (frontDoors.httpPort == frontDoors.httpsPort) {
            ports.refuse("https", "must differ from ports.http, not be " + frontDoors.httpsPort + " too");
        }
        ports.done();
        section.done();
        return frontDoors;
    }
}
