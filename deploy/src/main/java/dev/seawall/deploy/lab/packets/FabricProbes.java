package dev.seawall.deploy.lab.packets;

import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.verify.packets.Flow;
import dev.seawall.deploy.verify.packets.Meeting;
import dev.seawall.deploy.verify.packets.Place;
import dev.seawall.deploy.verify.packets.ProbeException;
import dev.seawall.deploy.verify.packets.Probes;
import dev.seawall.deploy.verify.packets.Sighting;
import dev.seawall.deploy.verify.packets.Sighting.Outcome;
import dev.seawall.deploy.verify.packets.Surroundings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Probes from node to node of a fabric. Closing it ends what it has started in them. One caller at a time. */
public final class FabricProbes implements Probes {
    /** A program that has not begun by then, or not answered so long after it should, won't. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Terrain terrain;
    private final Path errors;
    private final String mark = UUID.randomUUID().toString();

    /** By node; places may share one. */
    private final Map<String, Agent> agents = new LinkedHashMap<>();

    private final Map<String, String> nodes = new HashMap<>();

    /**
     * Starts nothing yet.
     *
     * @param errors a file for what the programs say on standard error
     */
    public FabricProbes(Terrain terrain, Path errors) {
        this.terrain = terrain;
        this.errors = errors;
    }

    @Override
    public Surroundings surroundings() throws ProbeException {
        try {
            return terrain.surroundings();
        } catch (FabricException e) {
            throw new ProbeException("failed to look at the lab's network: " + e.getMessage(), e);
        }
    }

    @Override
    public void open(List<Place> places, List<Integer> ports) throws ProbeException, InterruptedException {
        try {
            for (Place place : places) {
                Node node = terrain.node(place);
                nodes.put(place.name(), node.name());
                if (!agents.containsKey(node.name())) {
                    agents.put(node.name(), Agent.start(node, errors));
                }
            }
        } catch (FabricException e) {
            throw new ProbeException("failed to start a probe: " + e.getMessage(), e);
        }
        all(agents.values().stream().map(Agent::ready).toList(), Duration.ZERO);
        List<CompletableFuture<String>> listening = new ArrayList<>();
        Set<String> addresses = new HashSet<>();
        for (Place place : places) {
            for (String address : addresses(place)) {
                if (addresses.add(address)) {
                    ports.forEach(port -> listening.add(agent(place).ask("listen", address, port)));
                }
            }
        }
        all(listening, Duration.ZERO);
    }

    /** Each by itself: an answer must come from the address that was asked. */
    private static List<String> addresses(Place place) {
        return place instanceof Place.Instance instance
                        && !instance.publicAddress().isEmpty()
                ? List.of(instance.address(), instance.publicAddress())
                : List.of(place.address());
    }

    private Agent agent(Place place) {
        var agent = agents.get(nodes.getOrDefault(place.name(), ""));
        if (agent == null) {
            throw new IllegalArgumentException("not opened: " + place.label());
        }
        return agent;
    }

    @Override
    public List<Sighting> send(List<Flow> flows, Duration patience) throws ProbeException, InterruptedException {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        for (Flow flow : flows) {
            Agent agent = agent(flow.from());
            String token = mark + "-" + flow.from().name() + "-" + agent.newId();
            tokens.add(token);
            asked.add(
                    flow.protocol() == Flow.Protocol.TCP
                            ? agent.ask("tcp", flow.address(), flow.port(), patience.toMillis())
                            : agent.ask("udp", flow.address(), flow.port(), patience.toMillis(), token));
        }
        List<String> answers = all(asked, patience);
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < flows.size(); i++) {
            boolean heard = agent(flows.get(i).to()).hasHeard(tokens.get(i));
            sightings.add(sighting(answers.get(i), heard, patience));
        }
        return sightings;
    }

    private static Sighting sighting(String answer, boolean heard, Duration patience) throws ProbeException {
        String[] words = answer.split(" ", 2);
        try {
            var outcome = Outcome.valueOf(words[0]);
            return new Sighting(
                    outcome == Outcome.SILENT && heard ? Outcome.ONE_WAY : outcome,
                    words.length > 1 ? words[1] : "",
                    1,
                    patience.toMillis());
        } catch (IllegalArgumentException e) {
            throw new ProbeException("a probe failed: " + answer, e);
        }
    }

    @Override
    public List<Meeting> meet(List<Meeting.Pair> pairs, Duration duration) throws ProbeException, InterruptedException {
        List<Side> ones = new ArrayList<>();
        List<Side> others = new ArrayList<>();
        List<CompletableFuture<String>> doors = new ArrayList<>();
        for (Meeting.Pair pair : pairs) {
            ones.add(door(pair.one(), doors));
            others.add(door(pair.other(), doors));
        }
        all(doors, Duration.ZERO);
        List<CompletableFuture<String>> heard = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            heard.add(meet(ones.get(i), others.get(i), duration, i));
            heard.add(meet(others.get(i), ones.get(i), duration, i));
        }
        List<String> answers = all(heard, duration);
        List<Meeting> meetings = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            var one = ones.get(i);
            var other = others.get(i);
            meetings.add(new Meeting(
                    one.place(),
                    other.place(),
                    one.port(),
                    other.port(),
                    new Meeting.Ways(
                            answers.get(2 * i + 1).equals("HEARD"),
                            answers.get(2 * i).equals("HEARD"))));
        }
        return meetings;
    }

    /** One of two who meet, and the port that it was given. */
    private record Side(Place place, Agent agent, String door, CompletableFuture<String> opened) {
        int port() {
            return Integer.parseInt(opened.join());
        }
    }

    private Side door(Place place, List<CompletableFuture<String>> doors) {
        var agent = agent(place);
        String id = agent.newId();
        var opened = agent.askAs(id, "door");
        doors.add(opened);
        return new Side(place, agent, id, opened);
    }

    private CompletableFuture<String> meet(Side self, Side other, Duration duration, int number) {
        return self.agent()
                .ask(
                        "meet",
                        other.place().address(),
                        other.port(),
                        duration.toMillis(),
                        mark + "-meeting-" + number,
                        self.door());
    }

    private static List<String> all(List<CompletableFuture<String>> asked, Duration patience)
            throws ProbeException, InterruptedException {
        try {
            CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                    .get(LIMIT.plus(patience).toMillis(), TimeUnit.MILLISECONDS);
            return asked.stream().map(CompletableFuture::join).toList();
        } catch (ExecutionException e) {
            throw new ProbeException(String.valueOf(e.getCause().getMessage()), e);
        } catch (TimeoutException e) {
            throw new ProbeException(
                    "not all probes answered within " + LIMIT.plus(patience).toSeconds()
                            + " s; is this computer overloaded?",
                    e);
        }
    }

    @Override
    public void close() {
        agents.values().forEach(Agent::close);
        agents.clear();
    }
}
