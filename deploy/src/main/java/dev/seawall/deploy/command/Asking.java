package dev.seawall.deploy.command;

import java.io.IOException;

/** Asks a person. Stateless. */
final class Asking {
    private Asking() {}

    /** Anything but yes is no; so is the end of the input. */
    static boolean agrees(Terminal terminal, String question) throws IOException {
        terminal.out().print(question + " [yes/no] ");
        terminal.out().flush();
        String answer = terminal.in().readLine();
        return answer != null && (answer.strip().equals("yes") || answer.strip().equals("y"));
    }
}
