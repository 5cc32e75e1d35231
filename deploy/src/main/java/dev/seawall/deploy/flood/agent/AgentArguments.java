package dev.seawall.deploy.flood.agent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code --name value} pairs that an agent was started with. Immutable. */
public final class AgentArguments {
    private final Map<String, String> values;

    private AgentArguments(Map<String, String> values) {
        this.values = values;
    }

    /**
     * The pairs among a program's arguments.
     *
     * @param known every name the agent has, with its dashes
     * @throws AgentMisuse for a name that it doesn't have, one without a value, or one given twice
     */
    public static AgentArguments parse(String[] words, List<String> known) throws AgentMisuse {
        Map<String, String> values = new LinkedHashMap<>();
        for (int at = 0; at < words.length; at += 2) {
            String name = words[at];
            if (!known.contains(name)) {
                throw new AgentMisuse(name + " is not an argument; there are " + String.join(", ", known));
            }
            if (at + 1 == words.length) {
                throw new AgentMisuse(name + " needs a value");
            }
            if (values.putIfAbsent(name, words[at + 1]) != null) {
                throw new AgentMisuse(name + " is given twice");
            }
        }
        return new AgentArguments(values);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String needed(String name) throws AgentMisuse {
        return text(name).orElseThrow(() -> new AgentMisuse(name + " is missing"));
    }

    /** A whole number that must be given and lie within the bounds, both included. */
    public long whole(String name, long least, long most) throws AgentMisuse {
        String text = needed(name);
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of bounds
        }
        throw new AgentMisuse(name + " must be a whole number from " + least + " to " + most + ", not " + text);
    }

    public long whole(String name, long otherwise, long least, long most) throws AgentMisuse {
        return values.containsKey(name) ? whole(name, least, most) : otherwise;
    }

    /** A number that must be given and lie within the bounds, both included; it may have decimals. */
    public double number(String name, double least, double most) throws AgentMisuse {
        String text = needed(name);
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below, like a number out of bounds
        }
        throw new AgentMisuse(name + " must be a number from " + least + " to " + most + ", not " + text);
    }
}
