package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.NetworkPlan;
import dev.seawall.deploy.ec2.CloudTarget;
import dev.seawall.deploy.ec2.Ec2Deployment.Outlook;
import dev.seawall.deploy.local.Elapsed;
import dev.seawall.deploy.plan.Kind;
import dev.seawall.deploy.plan.SeenResource;
import java.time.Duration;
import java.util.List;

/** What {@code up} in EC2 says at its end: where it serves, what is left to a person, what to try next. */
record CloudUpReport(Terminal terminal, CloudTarget target, DeploymentOptions options) {
    void print(Outlook left, Duration took, boolean worked, boolean waited) {
        var out = terminal.out();
        String name = terminal.bold(target.deployment());
        String state = waited ? " is " + terminal.green("serving") : " is launched";
        out.println();
        out.println(worked ? name + state + " after " + Elapsed.of(took) : name + state + "; nothing was changed");
        out.println();
        List<SeenResource> addresses =
                left.seen().stream().filter(one -> one.kind() == Kind.ADDRESS).toList();
        int port = target.blueprint().frontDoors().httpPort();
        for (var address : addresses) {
            String host = address.fact("public address");
            out.println("  address    http://" + host + (port == 80 ? "" : ":" + port) + "/");
            if (!target.operators().isEmpty()) {
                out.println("  dashboard  http://" + host + ":" + NetworkPlan.FRONT_DOOR_ADMIN_PORT + "/");
            }
        }
        if (!target.about().isEmpty()) {
            out.println("  " + target.place() + "        " + target.about());
        }
        if (!left.plan().drift().isEmpty()) {
            out.println();
            left.plan().drift().forEach(sentence -> out.println(terminal.red("!") + " " + sentence));
            left.plan().changes().stream()
                    .filter(change -> !change.because().isEmpty())
                    .forEach(change -> out.println("  " + change.label() + ": " + change.because()));
        }
        out.println();
        out.println("Try");
        out.println("  ./seawall status" + options.again());
        out.println("  ./seawall plan" + options.again());
        out.println("  ./seawall down" + options.again());
        out.flush();
    }
}
