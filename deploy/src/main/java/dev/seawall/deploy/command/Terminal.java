package dev.seawall.deploy.command;

import java.io.BufferedReader;
import java.io.PrintWriter;

/**
 * Where a person, or a program in a person's place, reads and types.
 *
 * @param live whether {@code out} is a terminal, on which lines can be written over
 * @param colour whether to mark states with colours; never the only mark
 */
public record Terminal(PrintWriter out, PrintWriter err, BufferedReader in, boolean live, boolean colour) {
    String green(String text) {
        return marked("32", text);
    }

    String red(String text) {
        return marked("31", text);
    }

    String bold(String text) {
        return marked("1", text);
    }

    private String marked(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
