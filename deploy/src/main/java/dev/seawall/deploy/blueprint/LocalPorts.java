package dev.seawall.deploy.blueprint;

import java.util.List;

/**
 * The blueprint's {@code local}: where the components listen on this machine's loopback. Front door i has {@code http} +
 * i - 1, {@code https} + i - 1 and {@code frontdoorAdmin} + i - 1; worker j has {@code worker} + j and
 * {@code workerAdmin} + j. 0: free ports, chosen once and remembered. Immutable.
 */
public record LocalPorts(int http, int https, int frontdoorAdmin, int worker, int workerAdmin) {
    /** The ports that one key takes up, both ends included. */
    private record Taken(String key, int first, int last) {
        boolean overlaps(Taken other) {
            return first <= other.last && other.first <= last;
        }

        String range() {
            return first == last ? Integer.toString(first) : first + " to " + last;
        }
    }

    static LocalPorts read(Section section, int frontDoors, int workers) {
        var ports = new LocalPorts(
                port(section, "http", 8080),
                port(section, "https", 8443),
                port(section, "frontdoorAdmin", 8900),
                port(section, "worker", 9000),
                port(section, "workerAdmin", 9100));
        section.done();
        ports.check(section, frontDoors, workers);
        return ports;
    }

    private static int port(Section section, String key, int otherwise) {
        return section.takeInt(key, 0, 65535, otherwise);
    }

    private void check(Section section, int frontDoors, int workers) {
        var all = List.of(
                new Taken("http", http, http + frontDoors - 1),
                new Taken("https", https, https + frontDoors - 1),
                new Taken("frontdoorAdmin", frontdoorAdmin, frontdoorAdmin + frontDoors - 1),
                new Taken("worker", worker + 1, worker + workers),
                new Taken("workerAdmin", workerAdmin + 1, workerAdmin + workers));
        var fixed = all.stream().filter(taken -> base(taken.key) != 0).toList();
        for (int i = 0; i < fixed.size(); i++) {
            var taken = fixed.get(i);
            if (taken.last > 65535) {
                section.refuse(taken.key, "leads to ports " + taken.range() + ", beyond 65535");
            }
            for (var earlier : fixed.subList(0, i)) {
                if (taken.overlaps(earlier)) {
                    section.refuse(
                            taken.key,
                            "leads to port " + taken.range() + ", which overlaps " + earlier.range() + " of local."
                                    + earlier.key);
                }
            }
        }
    }

    private int base(String key) {
        return switch (key) {
            case "http" -> http;
            case "https" -> https;
            case "frontdoorAdmin" -> frontdoorAdmin;
            case "worker" -> worker;
            default -> workerAdmin;
        };
    }
}
