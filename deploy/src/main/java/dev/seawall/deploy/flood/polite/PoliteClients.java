package dev.seawall.deploy.flood.polite;

import dev.seawall.deploy.flood.agent.Agent;
import dev.seawall.deploy.flood.agent.AgentArguments;
import dev.seawall.deploy.flood.agent.AgentMisuse;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;

/**
 * The program that asks one address politely, at a constant rate, and prints what it got. Used by one thread.
 *
 * <pre>
 * --name front-door-1 --url http://203.0.113.11/v1/objects/x --rate 50 --timeout-millis 2000 --seconds 20
 *     [--connections N]             at most; else as many as could be waiting at once
 *     [--keep no]                   a connection of its own for each request
 *     [--mix get=9,put=1]           URL is a prefix: objects below it are put first, then read and written
 *     [--objects 64] [--bytes 1024] of the mix
 *     [--sha256 HEX]                of the body that the URL must answer with
 * </pre>
 */
public final class PoliteClients {
    private static final List<String> ARGUMENTS = List.of(
            "--name",
            "--url",
            "--rate",
            "--timeout-millis",
            "--seconds",
            "--connections",
            "--keep",
            "--mix",
            "--objects",
            "--bytes",
            "--sha256");
    private static final int MOST_CONNECTIONS = 1024;

    private PoliteClients() {}

    public static void main(String[] words) {
        Agent.main("polite-clients", agent -> run(agent, AgentArguments.parse(words, ARGUMENTS)));
    }

    private static void run(Agent agent, AgentArguments given) throws AgentMisuse, IOException, InterruptedException {
        String name = given.needed("--name");
        Endpoint endpoint = endpoint(given.needed("--url"));
        double rate = given.number("--rate", 0.1, Pace.MOST_PER_SECOND);
        var timeout = Duration.ofMillis(given.whole("--timeout-millis", 1, 600_000));
        var schedule = Schedule.lasting(given.number("--seconds", 0.1, 86_400), rate);
        int connections = (int) given.whole("--connections", MOST_CONNECTIONS, 1, MOST_CONNECTIONS);
        var load = new PoliteLoad(endpoint, work(given, endpoint), schedule, timeout, connections, System::nanoTime);
        load.prepare();
        if (keepsNone(given)) {
            load.connectAnew();
        }
        agent.whenEnding(load::stop);
        load.run(name, agent::write);
        load.firstFailures().values().forEach(words -> System.err.println("polite-clients: " + words));
    }

    private static boolean keepsNone(AgentArguments given) throws AgentMisuse {
        String keep = given.text("--keep").orElse("yes");
        if (!List.of("yes", "no").contains(keep)) {
            throw new AgentMisuse("--keep must be yes or no, not " + keep);
        }
        return keep.equals("no");
    }

    private static Endpoint endpoint(String url) throws AgentMisuse {
        try {
            return Endpoint.of(url, (SSLSocketFactory) SSLSocketFactory.getDefault());
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new AgentMisuse("--url: " + e.getMessage());
        }
    }

    private static Work work(AgentArguments given, Endpoint endpoint) throws AgentMisuse {
        String mix = given.text("--mix").orElse("");
        String sha256 = given.text("--sha256").orElse("");
        if (mix.isEmpty()) {
            for (String only : List.of("--objects", "--bytes")) {
                if (given.text(only).isPresent()) {
                    throw new AgentMisuse(only + " goes with --mix only");
                }
            }
            if (!sha256.matches("([0-9a-f]{64})?")) {
                throw new AgentMisuse("--sha256 must be 64 lower-case hex digits, not " + sha256);
            }
            return new OneRequest(Request.of(
                    endpoint, "GET", endpoint.target(), List.of(), new byte[0], new Expectation(List.of(200), sha256)));
        }
        if (!sha256.isEmpty()) {
            throw new AgentMisuse("--sha256 doesn't go with --mix, whose objects are known");
        }
        try {
            return ObjectMix.below(
                    endpoint, ObjectMix.Shares.parse(mix), (int) given.whole("--objects", 64, 1, 10_000), (int)
                            given.whole("--bytes", 1024, 1, 1 << 20));
        } catch (IllegalArgumentException e) {
            throw new AgentMisuse("--mix: " + e.getMessage());
        }
    }
}
