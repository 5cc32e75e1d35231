package dev.seawall.deploy.lab.host;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;

/** The one call that {@code lab stop --terminate} makes of its own small EC2, without any library. Stateless. */
final class LabClient {
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>\\s*<Message>([^<]*)</Message>");

    private LabClient() {}

    /** Returns when all have been told to end. */
    static void terminate(URI endpoint, String region, Collection<String> instances) throws IOException {
        var form = new StringBuilder("Version=2016-11-15&Action=TerminateInstances");
        int number = 0;
        for (String instance : instances) {
            number++;
            form.append("&InstanceId.").append(number).append('=').append(instance);
        }
        var connection = (HttpURLConnection) endpoint.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        // A signature is read there, and can't be checked: there is no secret.
        connection.setRequestProperty(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=lab/20260101/" + region
                        + "/ec2/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64));
        connection.getOutputStream().write(form.toString().getBytes(StandardCharsets.UTF_8));
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            try (var error = connection.getErrorStream()) {
                String answer = error == null ? "" : new String(error.readAllBytes(), StandardCharsets.UTF_8);
                var said = CODE.matcher(answer);
                throw new IOException(
                        said.find() ? said.group(1) + ": " + said.group(2) : "HTTP " + connection.getResponseCode());
            }
        }
        connection.getInputStream().close();
    }
}
