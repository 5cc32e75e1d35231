package dev.seawall.deploy.flood.scenario;

import java.util.List;

/**
 * Something to be tried, with what is expected of it. Immutable.
 *
 * @param name as it is typed
 * @param summary a line for a list of scenarios
 * @param hypothesis in one or two sentences
 * @param assaults what the first front door suffers; each has windows of its own
 */
public record Scenario(
        String name,
        String summary,
        String hypothesis,
        List<Topology> topologies,
        List<Assault> assaults,
        Traffic polite,
        Timing timing) {
    public Scenario {
        topologies = List.copyOf(topologies);
        assaults = List.copyOf(assaults);
    }

    public Scenario on(List<Topology> others) {
        return new Scenario(name, summary, hypothesis, others, assaults, polite, timing);
    }

    public Scenario under(List<Assault> others) {
        return new Scenario(name, summary, hypothesis, topologies, others, polite, timing);
    }

    public Scenario repeated(int times) {
        return new Scenario(name, summary, hypothesis, topologies, assaults, polite, timing.repeated(times));
    }
}
