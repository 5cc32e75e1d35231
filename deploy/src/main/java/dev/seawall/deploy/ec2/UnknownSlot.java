package dev.seawall.deploy.ec2;

import dev.seawall.deploy.blueprint.Spelling;
import java.util.List;

/** A slot was named that the blueprint doesn't have: a mistake in the command, not in what runs. Immutable. */
public final class UnknownSlot extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownSlot(String deployment, String slot, List<String> known) {
        super(slot + " is no slot of " + deployment + ". "
                + Spelling.nearest(slot, known)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("There are: " + String.join(", ", known)));
    }
}
