package dev.seawall.deploy.flood.record;

import java.util.List;
import java.util.Map;

/**
 * The first line: what was run, where, to show what; the last line of a run that ended is the same with its commands and
 * versions, and counts in its place. Immutable.
 *
 * @param at when it began
 * @param kind {@code flood} or {@code load}
 * @param arguments as they were typed
 * @param hypothesis in one or two sentences
 * @param versions of Seawall, Java, the kernel and every tool used, by name
 * @param machine cores, processor, memory, by name
 * @param settings interface rate, queue, polite rate, pacing and so on, by name, with their units in the value
 * @param commands that were given to the kernel and to programs, in order
 * @param limits what this run can't show, in sentences
 */
public record Run(
        long at,
        String kind,
        List<String> arguments,
        String hypothesis,
        Map<String, String> versions,
        Map<String, String> machine,
        Map<String, String> settings,
        List<String> commands,
        List<String> limits)
        implements Entry {
    public Run {
        arguments = List.copyOf(arguments);
        versions = Map.copyOf(versions);
        machine = Map.copyOf(machine);
        settings = Map.copyOf(settings);
        commands = List.copyOf(commands);
        limits = List.copyOf(limits);
    }
}
