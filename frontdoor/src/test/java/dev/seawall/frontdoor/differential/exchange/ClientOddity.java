package dev.seawall.frontdoor.differential.exchange;

/** What is unusual about an exchange as a whole, or how its client goes about it. Immutable. */
public enum ClientOddity implements Oddity {
    ENDS_SENDING("the client ends its sending behind its last request"),
    GONE_WITHIN_ANSWER("the client resets the connection within the answer"),
    HEAD_OF_UNKNOWN_LENGTH("HEAD answered without a Content-Length"),
    EXPECTATION_DECLINED("a final answer to Expect: 100-continue"),
    EXPECTATION_IGNORED("a worker that knows no Expect");

    private final String label;

    ClientOddity(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
