package dev.seawall.deploy.command;

import dev.seawall.deploy.ec2.Ec2Deployment.Wishes;
import picocli.CommandLine.Option;

/** What a person may ask of a plan in EC2. Filled in by picocli. */
final class CloudWishes {
    @Option(
            names = "--latest-image",
            description = "In EC2: take the newest Amazon Linux 2023 rather than the image in use.")
    private boolean latestImage;

    @Option(
            names = "--replace-workers",
            description = "In EC2: replace workers whose launch differs, one after the other; each keeps its volume.")
    private boolean replaceWorkers;

    Wishes wishes() {
        return new Wishes(latestImage, replaceWorkers);
    }

    boolean any() {
        return latestImage || replaceWorkers;
    }
}
