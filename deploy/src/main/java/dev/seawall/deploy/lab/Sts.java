package dev.seawall.deploy.lab;

import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.World;
import tools.jackson.databind.node.ObjectNode;

/** Who am I? Always the one account there is. Stateless. */
final class Sts {
    private Sts() {}

    static ObjectNode call(String action) {
        if (!action.equals("GetCallerIdentity")) {
            throw new ApiError("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
        return Tree.answer("Arn", "arn:aws:iam::" + World.ACCOUNT + ":user/lab")
                .put("UserId", "AIDALAB")
                .put("Account", World.ACCOUNT);
    }
}
