package dev.seawall.deploy.flood.polite;

/** The same request over and over. Immutable. */
record OneRequest(Request one) implements Work {
    @Override
    public Request request(long number) {
        return one;
    }
}
