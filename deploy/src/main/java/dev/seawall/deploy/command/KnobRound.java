package dev.seawall.deploy.command;

import dev.seawall.deploy.ec2.CloudFailure;
import dev.seawall.deploy.knobs.AdminPort;
import dev.seawall.deploy.knobs.KnobAnswer;
import dev.seawall.deploy.local.LocalFailure;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** One question to every front door of a deployment, and what came of it. Immutable. */
record KnobRound(List<KnobAnswer> answers) {
    private static final JsonMapper JSON = new JsonMapper();

    static KnobRound ask(DeploymentOptions deployment, Function<List<AdminPort>, List<KnobAnswer>> question)
            throws Exception {
        List<AdminPort> frontDoors = frontDoors(deployment);
        if (frontDoors.isEmpty()) {
            String sentence = "no front door runs; ./seawall up" + deployment.again() + " starts what is missing";
            throw deployment.inCloud() ? new CloudFailure(sentence) : new LocalFailure(sentence);
        }
        return new KnobRound(question.apply(frontDoors));
    }

    private static List<AdminPort> frontDoors(DeploymentOptions deployment) throws Exception {
        if (!deployment.inCloud()) {
            return deployment.open().frontDoors();
        }
        try (var cloud = deployment.openCloud()) {
            return cloud.frontDoors();
        }
    }

    /** Says where it did not work. */
    void tellFailures(Terminal terminal, String what) {
        answers.stream().filter(each -> !each.isDone()).forEach(each -> terminal.err()
                .println(terminal.red("!") + " failed to " + what + " " + each.sentence()));
        terminal.err().flush();
    }

    /** Everything that was answered, by front door. */
    String json() {
        var root = JSON.createObjectNode();
        var frontDoors = root.putArray("frontDoors");
        for (KnobAnswer each : answers) {
            var one = frontDoors.addObject();
            one.put("frontDoor", each.at().frontDoor());
            one.put("address", each.at().address());
            one.put("done", each.isDone());
            if (each.body() != null) {
                one.set("answer", each.body());
            }
            if (each.failure() != null) {
                one.put("failure", each.failure());
            }
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    int exitCode() {
        if (answers.stream().allMatch(KnobAnswer::isDone)) {
            return ExitCode.OK;
        }
        return answers.stream().anyMatch(KnobAnswer::isAnswered) ? ExitCode.NOT_AS_WANTED : ExitCode.FAILED;
    }
}
