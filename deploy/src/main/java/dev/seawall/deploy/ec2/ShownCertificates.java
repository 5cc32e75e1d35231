package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What certificates are in use, as the front doors saw them in their last handshakes (docs/protocol.md section 8): their
 * own and every worker's. Immutable.
 *
 * @param serials hexadecimal, by slot and then by the front door that saw it
 * @param failures which front doors could not be asked, as sentences
 */
public record ShownCertificates(Map<String, Map<String, String>> serials, List<String> failures) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Asks every front door that has a public address. */
    public static ShownCertificates ask(List<SeenResource> seen) {
        Map<String, Map<String, String>> serials = new TreeMap<>();
        List<String> failures = new ArrayList<>();
        for (var address : seen) {
            String frontDoor = address.kind() == Kind.ADDRESS ? address.attribute("attached to") : "";
            if (frontDoor.isEmpty()) {
                continue;
            }
            String host = address.fact("public address");
            try {
                var answer = FrontDoorDesk.get(host, NetworkPlan.FRONT_DOOR_ADMIN_PORT, "/-/observations");
                if (answer.status() != 200) {
                    throw new IOException("answered " + answer.status());
                }
                read(frontDoor, answer.body(), serials);
            } catch (IOException e) {
                failures.add("failed to ask " + frontDoor + " at " + host + ":" + NetworkPlan.FRONT_DOOR_ADMIN_PORT
                        + ": " + FrontDoorDesk.reason(e));
            }
        }
        return new ShownCertificates(serials, List.copyOf(failures));
    }

    /** Only what the front door saw itself; what workers say of themselves comes along in the same answer. */
    static void read(String frontDoor, String observations, Map<String, Map<String, String>> serials)
            throws IOException {
        try {
            for (var one : JSON.readTree(observations).path("observations")) {
                var certificate = one.path("certificate");
                String of = certificate.path("of").asString("");
                if (one.path("observer").asString("").equals(frontDoor) && !of.isEmpty() && !of.equals("https")) {
                    String slot = of.equals("workerTls") ? frontDoor : of;
                    serials.computeIfAbsent(slot, absent -> new TreeMap<>())
                            .put(frontDoor, certificate.path("serial").asString(""));
                }
            }
        } catch (JacksonException e) {
            throw new IOException("answered something that is no JSON", e);
        }
    }

    /** By which front doors, and which serial each saw; empty when nobody saw one. */
    public Map<String, String> of(String slot) {
        return serials.getOrDefault(slot, Map.of());
    }
}
