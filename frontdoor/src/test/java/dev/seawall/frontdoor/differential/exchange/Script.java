package dev.seawall.frontdoor.differential.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests and answers into what a client does, step by step. Every script comes to an end with whatever proxy:
 * where it is not plain how a request is read, the client ends its sending, so that nobody waits for more.
 *
 * <p>Thread rule: for one thread.
 */
final class Script {
    /** The last chunk: a body that lacks some of it is another oddity, as is a line end cut in two. */
    private static final int END_OF_CHUNKS = "0\r\n\r\n".length();

    private final int number;
    private final List<Request> requests;
    private final List<Answer> answers;
    private final Dice dice;
    private final List<Step> steps = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private @Nullable Request probe;

    Script(int number, List<Request> requests, List<Answer> answers, Dice dice) {
        this.number = number;
        this.requests = requests;
        this.answers = answers;
        this.dice = dice;
    }

    Exchange exchange() {
        for (int i = 0; i < requests.size(); i++) {
            send(requests.get(i), i);
        }
        finish(requests.getLast(), answers.getLast());
        return new Exchange(number, requests, answers, probe, steps);
    }

    /** What a worker sends right behind its 101. */
    static String greeting(String token) {
        return "switched for " + token + "\n";
    }

    /** What a client sends once the protocol is switched. */
    static String sentSwitched(String token) {
        return "\u0000\u00FFfrom " + token + "\r\n\r\nGET /smuggled/" + token + "9 HTTP/1.1\r\n\r\n";
    }

    private void send(Request request, int index) {
        String body = request.body();
        pending.append(request.head());
        switch (request.pace()) {
            case AT_ONCE -> pending.append(body).append(request.behind());
            case AWAITS_CONTINUE -> {
                flush();
                steps.add(new Step.AwaitContinue(index + 1));
                steps.add(new Step.SendUnlessAnswered(Fragments.of(body, dice), index + 1));
            }
            case MEETS_EARLY_ANSWER -> {
                int half = body.length() / 2;
                pending.append(body, 0, half);
                flush();
                steps.add(new Step.AwaitAnswers(index + 1));
                pending.append(body, half, body.length());
            }
            case ENDS_WITHIN_BODY -> {
                sendPart(request, index);
                steps.add(new Step.EndSending());
            }
            case RESETS_WITHIN_BODY -> {
                sendPart(request, index);
                steps.add(new Step.Reset());
            }
            case RESETS_WITHIN_ANSWER -> {
                flush();
                steps.add(new Step.AwaitHeads(index + 1));
                steps.add(new Step.Reset());
            }
            case SWITCHES -> {
                flush();
                steps.add(new Step.AwaitHeads(index + 1));
                pending.append(sentSwitched(request.token()));
                flush();
            }
        }
    }

    private void sendPart(Request request, int index) {
        int cut = dice.between(1, request.body().length() - END_OF_CHUNKS);
        while (cut > 1 && request.body().charAt(cut - 1) == '\r') {
            cut--;
        }
        pending.append(request.body(), 0, cut);
        flush();
        steps.add(new Step.AwaitWorker(request.token(), index + 1));
        // A reset would take with it what was answered before.
        steps.add(new Step.AwaitAnswers(index));
    }

    private void finish(Request last, Answer answer) {
        if (!last.isAnswerRead() || last.pace() == Pace.SWITCHES) {
            return;
        }
        boolean doubtful = last.fate().endsConnection()
                || last.fate() == Fate.EITHER
                || !last.behind().isEmpty()
                || last.oddities().contains(ClientOddity.ENDS_SENDING);
        boolean unsent = answer.early() || last.pace() == Pace.MEETS_EARLY_ANSWER;
        if (answer.status() == 101) {
            flush();
            steps.add(new Step.AwaitHeads(requests.size()));
            steps.add(new Step.EndSending());
        } else if (unsent) {
            flush();
            steps.add(new Step.AwaitAnswers(requests.size()));
            steps.add(new Step.EndSending());
        } else if (doubtful) {
            flush();
            steps.add(new Step.EndSending());
        } else if (last.keeps() && !answer.broken() && last.fate() == Fate.FORWARDED && dice.oneIn(2)) {
            pending.append(probe().head());
            flush();
        } else {
            flush();
            steps.add(new Step.AwaitAnswers(requests.size()));
            pending.append(probe().head());
            flush();
        }
    }

    private Request probe() {
        Request made = new RequestDraft("e" + number + "r8", "GET").write(dice);
        probe = made;
        return made;
    }

    private void flush() {
        if (!pending.isEmpty()) {
            steps.add(new Step.Send(Fragments.of(pending.toString(), dice)));
            pending.setLength(0);
        }
    }
}
