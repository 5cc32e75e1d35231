package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.plan.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One {@code status}: asks every component, and says what was seen of it by whom. Changes nothing. Not thread-safe. */
public final class Survey {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What was seen of one component.
     *
     * @param state one word or two: running, not ready, not answering, changed, stopped, ended
     * @param asWanted whether the blueprint would have it so
     * @param observations its own answer's, as docs/protocol/observations.json shows them
     */
    public record Seen(
            Component component,
            String state,
            boolean asWanted,
            @Nullable Long pid,
            @Nullable Long uptimeSeconds,
            @Nullable String version,
            @Nullable Long objects,
            @Nullable Long objectBytes,
            @Nullable Long diskBytes,
            List<JsonNode> observations,
            List<String> remarks) {}

    private final LocalTarget target;
    private final AdminClient client = new AdminClient();

    Survey(LocalTarget target) {
        this.target = target;
    }

    /** The blueprint's components, then those that run without being wanted. */
    public List<Seen> run() throws LocalFailure {
        Map<String, Settings> settings = new HashMap<>();
        boolean tls = false;
        for (var name : target.state().recorded()) {
            var its = Settings.read(target.state().settings(name));
            if (its.isPresent()) {
                settings.put(name, its.get());
                tls |= target.runs(name) && its.get().component().https().isPresent();
            }
        }
        var wish = Wish.asKnown(target, tls);
        List<Seen> all = new ArrayList<>();
        for (var step : wish.steps()) {
            var known = settings.get(step.component());
            var wanted = wish.plan().component(step.component());
            if (known != null && target.runs(step.component())) {
                all.add(running(known.component(), step));
            } else if (wanted.isPresent()) {
                all.add(stopped(wanted.get()));
            }
        }
        return all;
    }

    private Seen stopped(Component component) throws LocalFailure {
        var record = ProcessRecord.read(target.state().record(component.name()));
        List<String> remarks =
                new ArrayList<>(record.map(one -> List.of(component.name() + " (pid " + one.pid() + ", started "
                                + one.startedAt() + ") has ended without being told to; its log: "
                                + target.state().log(component.name())))
                        .orElse(List.of()));
        for (var stray : SeawallProcess.strays(target.state())) {
            if (stray.component().equals(component.name())) {
                remarks.add(component.name() + " runs as pid " + stray.pid()
                        + ", which no record tells of; ./seawall up and ./seawall down stop it");
            }
        }
        return new Seen(
                component,
                record.isPresent() ? "ended" : "stopped",
                false,
                null,
                null,
                null,
                null,
                null,
                diskBytes(component),
                List.of(),
                remarks);
    }

    private Seen running(Component component, Step step) throws LocalFailure {
        var record = target.recordOf(component.name());
        List<String> remarks = new ArrayList<>(differences(step));
        List<JsonNode> observations = new ArrayList<>();
        String version = null;
        String state = remarks.isEmpty() ? "running" : "changed";
        try {
            var tree = JSON.readTree(
                    client.get(component.admin(), "/-/observations").body());
            version = tree.path("version").asString(null);
            // A front door passes on what workers say of themselves; here each of them is asked itself.
            for (JsonNode one : tree.path("observations")) {
                if (one.path("observer").asString("").equals(component.name())) {
                    observations.add(one);
                }
            }
            var ready = client.get(component.admin(), "/-/ready");
            if (ready.status() != 200) {
                state = "not ready";
                JSON.readTree(ready.body())
                        .path("reasons")
                        .forEach(reason -> remarks.add(component.name() + " is not ready: " + reason.asString()));
            }
        } catch (IOException e) {
            state = "not answering";
            remarks.add("seawall failed to reach " + component.name() + "'s admin at " + AddressPlan.HOST + ":"
                    + component.admin() + ": " + AdminClient.reason(e));
        } catch (JacksonException e) {
            state = "not answering";
            remarks.add(component.name() + "'s admin at " + AddressPlan.HOST + ":" + component.admin()
                    + " answered something that is not JSON: " + e.getOriginalMessage());
        }
        return new Seen(
                component,
                state,
                state.equals("running"),
                record.pid(),
                Duration.between(record.startedAt(), Instant.now()).toSeconds(),
                version,
                sum(observations, "objects"),
                sum(observations, "bytes"),
                diskBytes(component),
                List.copyOf(observations),
                List.copyOf(remarks));
    }

    private List<String> differences(Step step) {
        return switch (step) {
            case Step.Restart restart ->
                restart.differences().stream()
                        .map(difference -> restart.component() + " runs with other settings than the blueprint's: "
                                + difference + " (./seawall up changes it)")
                        .toList();
            case Step.Stop stop -> List.of(stop.component() + " runs, but the blueprint doesn't have it");
            case Step.Keep keep -> List.of();
            case Step.Start start -> List.of();
        };
    }

    private @Nullable Long diskBytes(Component component) throws LocalFailure {
        var data = target.state().data(component.name());
        if (component.role() != Role.WORKER || !Files.isDirectory(data)) {
            return null;
        }
        try {
            return DiskUse.bytesBelow(data);
        } catch (IOException e) {
            throw new LocalFailure("failed to measure " + data + ": " + StateDirectory.reason(e), e);
        }
    }

    private static @Nullable Long sum(List<JsonNode> observations, String field) {
        var counted =
                observations.stream().filter(one -> one.path(field).isNumber()).toList();
        return counted.isEmpty()
                ? null
                : counted.stream().mapToLong(one -> one.path(field).asLong()).sum();
    }
}
