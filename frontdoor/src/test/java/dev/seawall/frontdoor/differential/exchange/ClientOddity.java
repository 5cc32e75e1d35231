package dev.seawall.frontdoor.differential.exchange;

/** What is unusual about how a client goes about it, whatever its bytes. Immutable. */
public enum ClientOddity implements Oddity {
    ENDS_SENDING("the client ends its sending behind its last request"),
    GONE_WITHIN_ANSWER("the client resets the connection within the answer"),
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
