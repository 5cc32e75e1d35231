package dev.seawall.frontdoor.differential.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Request;
import dev.seawall.frontdoor.differential.exchange.Step;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A client on a raw socket that takes an exchange's steps one after another while it reads whatever it is answered.
 *
 * <p>Thread rule: for one exchange and the thread that plays it; a second thread reads.
 */
public final class ScriptedClient {
    private final Exchange exchange;
    private final Boundary boundary;
    private final Course course;
    private final Socket socket;

    private ScriptedClient(Exchange exchange, Boundary boundary, Course course, Socket socket) {
        this.exchange = exchange;
        this.boundary = boundary;
        this.course = course;
        this.socket = socket;
    }

    /** Plays it to its end, or to the deadline of {@code course}, where the outcome is found. */
    public static void play(Exchange exchange, int port, Boundary between, Course course)
            throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            ScriptedClient client = new ScriptedClient(exchange, between, course, socket);
            Thread reader = Thread.ofVirtual().start(client::read);
            client.takeSteps();
            client.goAway();
            reader.join();
        }
    }

    private void goAway() throws IOException {
        Request probe = exchange.probe();
        if (probe == null) {
            course.awaitEnd();
        } else {
            course.awaitReplyTo(probe.token());
        }
        socket.close();
    }

    private void takeSteps() throws IOException {
        for (Step step : exchange.steps()) {
            switch (step) {
                case Step.Send send -> send(send.fragments());
                case Step.SendUnlessAnswered send -> {
                    if (!course.hasBegun(send.answers())) {
                        send(send.fragments());
                    }
                }
                case Step.AwaitAnswers await -> course.awaitReplies(await.answers());
                case Step.AwaitHeads await -> course.awaitHeads(await.answers());
                case Step.AwaitContinue await -> course.awaitContinue(await.answers());
                case Step.AwaitWorker await -> course.awaitWorker(await.token(), await.answers());
                case Step.EndSending end -> endSending();
                case Step.Reset reset -> {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        }
    }

    private void send(List<String> fragments) throws IOException {
        boolean first = true;
        for (String fragment : fragments) {
            if (!first) {
                boundary.cross();
            }
            first = false;
            try {
                socket.getOutputStream().write(fragment.getBytes(ISO_8859_1));
            } catch (IOException e) {
                // The proxy takes no more, as it may; what it answered is read all the same.
                return;
            }
        }
    }

    private void endSending() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // The proxy has ended the connection before.
        }
    }

    private void read() {
        List<Integer> interims = new ArrayList<>();
        int replies = 0;
        try {
            MessageReader reader = new MessageReader(new BufferedInputStream(socket.getInputStream()));
            boolean goesOn = true;
            while (goesOn) {
                Head head = reader.answer();
                if (head == null) {
                    return;
                }
                if (head.isInterim()) {
                    onInterim(head.status(), interims);
                    continue;
                }
                course.onReplyBegun();
                Content content = reader.answerContent(head, isBodiless(replies, head.status()));
                course.onReply(new Reply(head, content, interims));
                replies++;
                interims.clear();
                goesOn = content.isWhole() && head.status() != 101;
            }
        } catch (Malformed e) {
            course.onReply(unread(Content.Ending.MALFORMED, e, interims));
        } catch (EOFException e) {
            course.onReply(unread(Content.Ending.CUT, e, interims));
        } catch (IOException e) {
            // A reset, by either side.
        } finally {
            course.onEnded();
        }
    }

    private void onInterim(int status, List<Integer> interims) {
        if (status == 100) {
            course.onContinue();
        } else {
            interims.add(status);
        }
    }

    private boolean isBodiless(int index, int status) {
        List<Request> all = exchange.all();
        return status == 204
                || status == 304
                || (index < all.size() && all.get(index).isHead());
    }

    private static Reply unread(Content.Ending ending, IOException cause, List<Integer> interims) {
        return new Reply(null, new Content("", List.of(), ending, String.valueOf(cause.getMessage())), interims);
    }
}
