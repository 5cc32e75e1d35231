package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.Spelling;
import java.util.List;

/** A component was named that the deployment doesn't have: a mistake in the command, not in the deployment. */
public final class UnknownComponent extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownComponent(String deployment, String component, List<String> known) {
        super(component + " is no component of " + deployment + ". "
                + Spelling.nearest(component, known)
                        .map(near -> "Did you mean " + near + "?")
                        .orElse("There are: " + String.join(", ", known)));
    }
}
