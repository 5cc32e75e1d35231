package dev.seawall.deploy;

import dev.seawall.deploy.local.Program;
import java.nio.file.Path;
import java.util.List;

/** {@link StandIn} as a program. Immutable. */
record StandInProgram(String build, String misbehaviour) implements Program {
    static StandInProgram wellBehaved() {
        return new StandInProgram("stand-in-1", "");
    }

    static StandInProgram that(String misbehaves) {
        return new StandInProgram("stand-in-1", misbehaves);
    }

    @Override
    public List<String> stage(Path directory) {
        return List.of(
                "-cp", System.getProperty("java.class.path"), "-Dstandin=" + misbehaviour, StandIn.class.getName());
    }
}
