package dev.seawall.deploy.flood.scenario;

import dev.seawall.deploy.blueprint.BlueprintException;
import dev.seawall.deploy.blueprint.KeyFile;
import dev.seawall.deploy.blueprint.Section;
import dev.seawall.deploy.blueprint.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Reads scenarios: those that come with Seawall, and a user's own files. Keys: docs/flood-lab.md. Stateless. */
public final class ScenarioFile {
    /** Those that come with Seawall, in the order in which they are listed. */
    public static final List<String> BUILT_IN = List.of("outage", "quick", "thorough", "attacks", "failover");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern SENTENCE = Pattern.compile("(?s).{10,600}");
    private static final Pattern TIMES = Pattern.compile("[0-9]{1,2}(?:\\.[0-9])?");
    private static final Pattern SPAN = Pattern.compile("[0-9]{1,5}(?:ms|s)");

    private ScenarioFile() {}

    /** A scenario by its name, or by its file's. */
    public static Scenario find(String nameOrFile, Path workingDirectory) throws BlueprintException {
        if (BUILT_IN.contains(nameOrFile)) {
            return builtIn(nameOrFile);
        }
        Path file = workingDirectory.resolve(nameOrFile);
        if (!Files.exists(file)) {
            throw new BlueprintException(List.of("found no scenario " + nameOrFile + ", nor a file of that name. "
                    + Spelling.nearest(nameOrFile, BUILT_IN)
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("There are: " + String.join(", ", BUILT_IN))));
        }
        return parse(nameOrFile, KeyFile.text(file, "found no scenario at " + file));
    }

    public static Scenario builtIn(String name) throws BlueprintException {
        String resource = name + ".yaml";
        try (InputStream in = Objects.requireNonNull(ScenarioFile.class.getResourceAsStream(resource), resource)) {
            return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** @param file the name that problems are told with */
    static Scenario parse(String file, String yaml) throws BlueprintException {
        return KeyFile.parse(file, yaml, ScenarioFile::read);
    }

    private static Scenario read(Section section) {
        var name = section.requireText("name", NAME, "1 to 31 of a-z, 0-9 and -, begin with a letter");
        var summary = section.requireText("summary", SENTENCE, "a line that says what is tried");
        var hypothesis = section.requireText("hypothesis", SENTENCE, "a sentence or two that the run can show wrong");
        var topologies = topologies(section);
        var assaults = assaults(section);
        var polite = polite(section.takeSection("polite"));
        var timing = timing(section.takeSection("windows"));
        section.done();
        return new Scenario(name, summary.strip(), hypothesis.strip(), topologies, assaults, polite, timing);
    }

    private static List<Topology> topologies(Section section) {
        var labels = Topology.labels();
        return section
                .takeTexts(
                        "topologies",
                        Pattern.compile(String.join("|", labels)),
                        "one of " + String.join(", ", labels),
                        List.of(Topology.COLOCATED.label(), Topology.SPLIT.label()))
                .stream()
                .flatMap(label -> Topology.named(label).stream())
                .toList();
    }

    private static List<Assault> assaults(Section section) {
        List<Assault> all = new ArrayList<>();
        for (var one : section.takeSections("attacks")) {
            var label = one.takeChoice("kind", AttackKind.labels(), "");
            var named = AttackKind.named(label);
            if (named.isEmpty()) {
                one.refuse("kind", "is missing: it must be one of " + String.join(", ", AttackKind.labels()));
                continue;
            }
            var kind = named.get();
            if (kind.aimsAtInterface()) {
                var times = one.takeTexts("times", TIMES, "a multiple of the interface's rate such as 2", List.of("2"));
                for (String each : times) {
                    if (Double.parseDouble(each) > Assault.MOST_TIMES) {
                        one.refuse("times", "must be at most " + Assault.MOST_TIMES + ", not " + each);
                    }
                }
                all.addAll(Assault.of(kind, times.stream().map(Double::valueOf).toList()));
            } else {
                int perSecond = one.takeInt("perSecond", 1, 50_000, kind.perSecond());
                int connections = one.takeInt("connections", 0, 50_000, kind.connections());
                all.add(new Assault(kind, 1, perSecond, connections));
            }
            one.done();
        }
        if (all.isEmpty()) {
            section.refuse("attacks", "must name at least one, such as {kind: udp, times: [2]}");
        }
        return all;
    }

    private static Traffic polite(Section section) {
        var traffic = new Traffic(
                section.takeInt("getsPerSecond", 1, 1000, 50),
                section.takeInt("putsPerSecond", 0, 200, 5),
                section.takeFlag("keepConnections", false),
                span(section, "timeout", 100, 10_000, 1000));
        section.done();
        return traffic;
    }

    private static Timing timing(Section section) {
        var timing = new Timing(
                span(section, "settle", 0, 30_000, 1000),
                span(section, "measure", 1000, 120_000, 4000),
                span(section, "recover", 0, 60_000, 8000),
                section.takeInt("repeats", 1, 100, 3));
        section.done();
        return timing;
    }

    private static Duration span(Section section, String key, long leastMillis, long mostMillis, long otherwise) {
        String text = section.takeText(key, SPAN, "a duration such as 500ms or 4s", otherwise + "ms");
        long number = Long.parseLong(text.replaceAll("[a-z]", ""));
        long millis = text.endsWith("ms") ? number : number * 1000;
        if (millis < leastMillis || millis > mostMillis) {
            section.refuse(key, "must be " + leastMillis + "ms to " + mostMillis + "ms, not " + text);
            return Duration.ofMillis(otherwise);
        }
        return Duration.ofMillis(millis);
    }
}
