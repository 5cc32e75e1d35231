package dev.seawall.deploy.ec2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What of a launch can't be changed while the instance runs, as one short word in a tag. Stateless. */
final class LaunchHash {
    private LaunchHash() {}

    static String of(String type, String image, String firstBoot) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] all = String.join("\n", type, image, firstBoot).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(all), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
