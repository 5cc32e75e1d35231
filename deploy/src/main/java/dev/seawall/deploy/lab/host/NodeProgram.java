package dev.seawall.deploy.lab.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A program of a person's, run at a node of the lab's network, with this program's own streams. Stateless. */
public final class NodeProgram {
    private NodeProgram() {}

    /**
     * Runs it to its end and returns its exit code.
     *
     * @param prefix what brings a command to the node
     */
    public static int run(List<String> prefix, List<String> command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.descendants().forEach(ProcessHandle::destroy);
            throw e;
        }
    }
}
