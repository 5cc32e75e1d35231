package dev.seawall.frontdoor.bench.overload;

import dev.seawall.frontdoor.bench.Peer;
import dev.seawall.frontdoor.bench.Site;
import dev.seawall.frontdoor.bench.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A proxy that has to bear an overload: how it is configured and started. Immutable. */
enum Contender {
    SEAWALL("Seawall", "its defaults and one rule: /urgent/ is critical") {
        @Override
        List<String> command(Site site, Ports ports, int places) throws IOException {
            StringBuilder workers = new StringBuilder();
            for (int i = 0; i < ports.workers().size(); i++) {
                workers.append("  - {name: worker-%d, host: 127.0.0.1, port: %d}%n"
                        .formatted(i + 1, ports.workers().get(i)));
            }
            String config = site.fill(
                            "overload/frontdoor.yaml",
                            Map.of(
                                    "http", String.valueOf(ports.http()),
                                    "admin", String.valueOf(ports.admin()),
                                    "seawall-workers", workers.toString().stripTrailing()))
                    .toString();
            return Peer.java(Peer.JAVA_OPTIONS, "-jar", Peer.jar().toString(), "--config", config);
        }
    },
    JETTY("Jetty ProxyHandler", "as it comes") {
        @Override
        List<String> command(Site site, Ports ports, int places) {
            List<String> arguments = new ArrayList<>(
                    List.of("-cp", System.getProperty("java.class.path"), PlainJetty.class.getName()));
            arguments.add(String.valueOf(ports.http()));
            ports.workers().forEach(port -> arguments.add(String.valueOf(port)));
            return Peer.java(Peer.JAVA_OPTIONS, arguments.toArray(new String[0]));
        }
    },
    HAPROXY("HAProxy", "as it comes") {
        @Override
        List<String> command(Site site, Ports ports, int places) throws IOException {
            return haproxy(site, "overload/haproxy.cfg", ports, places);
        }
    },
    HAPROXY_TUNED(
            "HAProxy, tuned by hand",
            "maxconn of each server: the worker's places and two more; timeout queue 100ms; set-priority-class for"
                    + " /urgent/; option abortonclose") {
        @Override
        List<String> command(Site site, Ports ports, int places) throws IOException {
            return haproxy(site, "overload/haproxy-tuned.cfg", ports, places);
        }
    };

    final String title;
    final String settings;

    Contender(String title, String settings) {
        this.title = title;
        this.settings = settings;
    }

    /** Where everybody listens. Immutable. */
    record Ports(int http, int admin, List<Integer> workers) {
        Ports {
            workers = List.copyOf(workers);
        }

        static Ports free(List<Integer> workers) throws IOException {
            return new Ports(Site.freePort(), Site.freePort(), workers);
        }
    }

    /**
     * Writes its configuration.
     *
     * @param places of each worker, for whoever has to be told
     * @return the command that starts it in the foreground
     */
    abstract List<String> command(Site site, Ports ports, int places) throws IOException;

    private static List<String> haproxy(Site site, String resource, Ports ports, int places) throws IOException {
        Map<String, String> values = Map.of(
                "http", String.valueOf(ports.http()),
                "first", String.valueOf(ports.workers().getFirst()),
                "second", String.valueOf(ports.workers().getLast()),
                "given", String.valueOf(places + 2));
        return List.of(Tool.HAPROXY.path(), "-db", "-f", site.fill(resource, values).toString());
    }

    /** As it is called in options and logs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
