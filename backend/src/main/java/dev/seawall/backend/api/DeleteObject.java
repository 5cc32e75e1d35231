package dev.seawall.backend.api;

import dev.seawall.backend.store.DeleteOutcome;
import dev.seawall.backend.store.ObjectKey;
import dev.seawall.backend.store.ObjectStore;
import java.io.IOException;

/** {@code DELETE /v1/objects/{key}}. Thread rule: thread-safe. */
final class DeleteObject {
    private final ObjectStore store;

    DeleteObject(ObjectStore store) {
        this.store = store;
    }

    void handle(Exchange exchange, ObjectKey key) throws IOException {
        Conditions conditions;
        try {
            conditions = Conditions.of(exchange.headers());
        } catch (EntityTags.Unreadable e) {
            exchange.refuse(Problem.Type.BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        }
        switch (store.delete(key, conditions.forDelete())) {
            case DeleteOutcome.Deleted deleted -> exchange.answerEmpty(204);
            case DeleteOutcome.NoObject none -> exchange.refuse(Problem.Type.NO_OBJECT, "there is no object " + key);
            case DeleteOutcome.PreconditionFailed failed ->
                exchange.refuse(
                        Problem.Type.PRECONDITION_FAILED,
                        "the present object of " + key + " is not what the request's preconditions want");
            case DeleteOutcome.Failed failed -> exchange.refuse(Problem.Type.STORAGE_FAILED, failed.observed());
        }
    }
}
