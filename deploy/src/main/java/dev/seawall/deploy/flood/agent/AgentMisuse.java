package dev.seawall.deploy.flood.agent;

/** An agent was started with arguments that it can't use; its message says which, why and what would do. Immutable. */
public final class AgentMisuse extends Exception {
    private static final long serialVersionUID = 1L;

    public AgentMisuse(String sentence) {
        super(sentence);
    }
}
