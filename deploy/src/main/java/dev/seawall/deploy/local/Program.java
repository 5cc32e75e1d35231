package dev.seawall.deploy.local;

import java.nio.file.Path;
import java.util.List;

/** Something that Java can run as a component: it is given {@code --config FILE}. */
public interface Program {
    /** Names this build; another text means another program. */
    String build() throws LocalFailure;

    /**
     * Puts it where no later build changes it, unless it is there already.
     *
     * @param directory for this build alone
     * @return what to run, as arguments of {@code java} after its options
     */
    List<String> stage(Path directory) throws LocalFailure;
}
