package dev.seawall.frontdoor.differential.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens on one connection of a client: up to four requests, the worker's answers, who waits for what. Immutable.
 *
 * @param answers one a request
 * @param probe a plain last request that shows whether the connection goes on; null: the client ends it
 */
public record Exchange(
        int number,
        List<Request> requests,
        List<Answer> answers,
        @Nullable Request probe,
        List<Step> steps) {
    private static final int MOST_SHOWN = 300;

    public Exchange {
        requests = List.copyOf(requests);
        answers = List.copyOf(answers);
        steps = List.copyOf(steps);
    }

    /** The requests, and the probe if there is one. */
    public List<Request> all() {
        List<Request> all = new ArrayList<>(requests);
        if (probe != null) {
            all.add(probe);
        }
        return all;
    }

    /** The answers, and that to the probe if there is one. */
    public List<Answer> allAnswers() {
        List<Answer> all = new ArrayList<>(answers);
        if (probe != null) {
            AnswerDraft probed = new AnswerDraft(probe.token(), false);
            probed.content = "probed";
            all.add(probed.write(new Dice(0, number)));
        }
        return all;
    }

    /** What is odd about it, by name. */
    public String oddities() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            names.add(requests.get(i).method() + " "
                    + requests.get(i).oddities().stream()
                            .map(Oddity::name)
                            .sorted()
                            .toList()
                    + answers.get(i).oddities().stream()
                            .map(Oddity::name)
                            .sorted()
                            .toList());
        }
        return String.join(", ", names);
    }

    /** Its bytes, for people: what is not visible ASCII is escaped. */
    public String transcript() {
        String sent = steps.stream().map(Exchange::shown).collect(Collectors.joining("\n  client "));
        String answered = answers.stream()
                .map(answer ->
                        shown(answer.fragments()) + " then " + answer.ending() + (answer.early() ? ", early" : ""))
                .collect(Collectors.joining("\n  worker "));
        return "exchange " + number + ": " + oddities() + "\n  client " + sent + "\n  worker " + answered;
    }

    private static String shown(Step step) {
        return switch (step) {
            case Step.Send send -> "sends " + shown(send.fragments());
            case Step.SendUnlessAnswered send -> "unless answered sends " + shown(send.fragments());
            default -> step.toString();
        };
    }

    private static String shown(List<String> fragments) {
        return fragments.stream().map(Exchange::shown).collect(Collectors.joining(" | "));
    }

    /** Escaped, and shortened in the middle. */
    public static String shown(String bytes) {
        String text = bytes.length() <= MOST_SHOWN
                ? bytes
                : bytes.substring(0, MOST_SHOWN - 30) + "…" + bytes.length() + "…"
                        + bytes.substring(bytes.length() - 20);
        StringBuilder shown = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\r' -> shown.append("\\r");
                case '\n' -> shown.append("\\n");
                default -> {
                    if (c < ' ' || (c > '~' && c != '…')) {
                        shown.append("\\x%02x".formatted(c));
                    } else {
                        shown.append((char) c);
                    }
                }
            }
        });
        return shown.toString();
    }
}
