package dev.seawall.deploy.verify.packets;

import java.util.List;
import java.util.stream.Stream;

/**
 * What rules say of a flow: it must be let out where it begins and let in where it ends. Immutable.
 *
 * @param out at the sender
 * @param in at the receiver
 */
public record Ruling(Gate out, Gate in) {
    /**
     * One of the two.
     *
     * @param words which rule opens it, or that none does; empty where there is nothing to pass
     * @param ids of the groups whose rules were read
     */
    public record Gate(boolean open, String words, List<String> ids) {
        /** Nothing filters there. */
        static final Gate NONE = new Gate(true, "", List.of());

        public Gate {
            ids = List.copyOf(ids);
        }
    }

    public boolean passes() {
        return out.open() && in.open();
    }

    /** What decides: the gates that are shut, or, of a flow that passes, all that had to be opened. */
    public String why() {
        List<String> words = gates().filter(gate -> gate.open() == passes())
                .map(Gate::words)
                .filter(text -> !text.isEmpty())
                .toList();
        return words.isEmpty() ? "nothing filters there" : String.join(", and ", words);
    }

    public List<String> ids() {
        return gates().flatMap(gate -> gate.ids().stream()).distinct().toList();
    }

    Stream<Gate> gates() {
        return Stream.of(out, in);
    }
}
