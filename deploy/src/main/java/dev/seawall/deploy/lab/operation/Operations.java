package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.world.Listing;
import dev.seawall.deploy.lab.world.Resource;
import dev.seawall.deploy.lab.world.Shelf;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table of operations: a name, the parameters it knows ({@code !} marks what it can't do without), and who carries
 * it out. Filled once at start, then read by any thread.
 */
final class Operations {
    private static final Set<String> ALWAYS = Set.of("Action", "Version", "DryRun");

    private final Map<String, Operation> operations = new TreeMap<>();

    /** Checks everything first and changes the world only then: a refused call has changed nothing. */
    interface Handler {
        ObjectNode answer(Parameters in);
    }

    record Operation(Set<String> known, Set<String> required, Handler handler) {
        void check(Parameters in) {
            for (String given : in.roots()) {
                if (!known.contains(given) && !ALWAYS.contains(given)) {
                    throw new ApiError("UnknownParameter", "The parameter " + given + " is not recognized");
                }
            }
            for (String name : required) {
                if (!in.has(name)) {
                    throw ApiError.missing(name);
                }
            }
        }
    }

    void add(String name, String parameters, Handler handler) {
        var known = new HashSet<String>();
        var required = new HashSet<String>();
        for (String parameter : parameters.strip().split(" +", -1)) {
            String bare = parameter.replace("!", "");
            known.add(bare);
            if (!bare.equals(parameter)) {
                required.add(bare);
            }
        }
        operations.put(name, new Operation(known, required, handler));
    }

    <T extends Resource> void list(String name, Listing listing, Shelf<T> shelf, Function<T, ObjectNode> view) {
        add(name, listing.parameters(), in -> listing.answer(in, shelf, view));
    }

    Operation get(String action) {
        Operation operation = operations.get(action);
        if (operation == null) {
            throw new ApiError("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
        return operation;
    }
}
