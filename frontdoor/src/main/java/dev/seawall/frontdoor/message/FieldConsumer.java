package dev.seawall.frontdoor.message;

/** Takes fields as they are read. */
@FunctionalInterface
public interface FieldConsumer {
    /**
     * Takes the next one.
     *
     * @throws MalformedException when the message can't be one with this field
     */
    void accept(FieldLine field) throws MalformedException;
}
