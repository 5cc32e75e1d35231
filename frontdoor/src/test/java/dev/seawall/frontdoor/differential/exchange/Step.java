package dev.seawall.frontdoor.differential.exchange;

import java.util.List;

/** What a client does next. Immutable. */
public sealed interface Step {

    /** Sends, with a boundary between each two fragments. */
    record Send(List<String> fragments) implements Step {}

    /** Sends unless so many final answers have begun. */
    record SendUnlessAnswered(List<String> fragments, int answers) implements Step {}

    /** Waits until so many final answers have come to their end, or the connection has. */
    record AwaitAnswers(int answers) implements Step {}

    /** Waits until so many final answers have begun, or the connection has ended. */
    record AwaitHeads(int answers) implements Step {}

    /** Waits until a 100 has come, or so many final answers have begun, or the connection has ended. */
    record AwaitContinue(int answers) implements Step {}

    /** Waits until the worker has the request's head, or any final answer has begun, or the connection has ended. */
    record AwaitWorker(String token, int answers) implements Step {}

    /** Ends its sending, and reads on. */
    record EndSending() implements Step {}

    /** Goes away with a reset. */
    record Reset() implements Step {}
}
