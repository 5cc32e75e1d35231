package dev.seawall.deploy.ec2;

/** What was observed when a command on EC2 failed, and what to do next: a sentence for a person. */
public final class CloudFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CloudFailure(String sentence) {
        super(sentence);
    }

    public CloudFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
