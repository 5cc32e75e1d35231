package dev.seawall.deploy.ec2;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Asks EC2, action by action, whether the credentials in use would be let: each call is made with DryRun, which changes
 * nothing and answers with an error either way. S3 knows no dry run, so its actions can't be asked about. Immutable.
 */
record PermissionCheck(Ec2Client ec2) {
    /** Sentences about what isn't allowed, or couldn't be told; none when all is. */
    List<String> run() {
        List<String> problems = new ArrayList<>();
        try (var threads = Threads.perTask()) {
            var answers = DryRuns.all().entrySet().stream()
                    .map(one -> threads.submit(() -> ask(one.getKey(), one.getValue())))
                    .toList();
            answers.stream()
                    .map(Waiting::result)
                    .filter(told -> !told.isEmpty())
                    .forEach(problems::add);
        }
        return List.copyOf(problems);
    }

    private String ask(String action, DryRuns.Question question) {
        try {
            question.ask(ec2);
            return "ec2:" + action + " was carried out although only a dry run was asked for: this is not EC2";
        } catch (SdkException e) {
            if (AwsErrors.wouldHaveSucceeded(e)) {
                return "";
            }
            return AwsErrors.isDenied(e)
                    ? "ec2:" + action + " is not allowed to these credentials (docs/iam-policy.json lists all)"
                    : "whether ec2:" + action + " is allowed could not be told: " + e.getMessage();
        }
    }
}
