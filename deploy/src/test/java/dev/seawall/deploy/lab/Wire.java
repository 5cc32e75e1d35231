package dev.seawall.deploy.lab;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/** The plainest EC2 client there is: pairs in, elements out. Thread-safe. */
final class Wire {
    static final String SIGNED = "AWS4-HMAC-SHA256 Credential=AKIALAB/20261122/us-east-1/%s/aws4_request,"
            + " SignedHeaders=host, Signature=" + "0".repeat(64);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;

    Wire(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** An answer; {@code outcome} is "200", or the error's code. */
    record Heard(String outcome, Document xml) {
        List<String> all(String element) {
            var nodes = xml.getElementsByTagName(element);
            var texts = new ArrayList<String>();
            for (int i = 0; i < nodes.getLength(); i++) {
                texts.add(nodes.item(i).getTextContent());
            }
            return texts;
        }

        String first(String element) {
            return all(element).stream().findFirst().orElse("(no " + element + ")");
        }
    }

    Heard call(String action, String... pairs) throws IOException {
        var form = new StringBuilder("Version=2016-11-15&Action=" + action);
        for (int i = 0; i < pairs.length; i += 2) {
            form.append('&').append(pairs[i]).append('=');
            form.append(URLEncoder.encode(pairs[i + 1], StandardCharsets.UTF_8));
        }
        var request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", SIGNED.replace("%s", "ec2"))
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            Document xml = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(response.body()));
            var heard = new Heard("200", xml);
            return response.statusCode() == 200 ? heard : new Heard(heard.first("Code"), xml);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new AssertionError("not XML", e);
        }
    }

    /** A network, a subnet in zone a, and its id. */
    String subnet() throws IOException {
        String vpc = call("CreateVpc", "CidrBlock", "10.61.0.0/16").first("vpcId");
        return call("CreateSubnet", "VpcId", vpc, "CidrBlock", "10.61.1.0/24").first("subnetId");
    }

    /** One small instance; the answer to its launch. */
    Heard launch(String subnet, String... more) throws IOException {
        var pairs = new ArrayList<>(List.of(
                "ImageId", "ami-0a1b2c3d4e5f60001", "InstanceType", "c7g.large", "MinCount", "1", "MaxCount", "1"));
        pairs.addAll(List.of("SubnetId", subnet));
        pairs.addAll(List.of(more));
        return call("RunInstances", pairs.toArray(String[]::new));
    }

    String state(String instance) throws IOException {
        var heard = call("DescribeInstances", "InstanceId.1", instance);
        return heard.xml()
                .getElementsByTagName("instanceState")
                .item(0)
                .getLastChild()
                .getTextContent();
    }

    String volume(String volume) throws IOException {
        var heard = call("DescribeVolumes", "VolumeId.1", volume);
        return heard.outcome().equals("200") ? heard.all("status").getLast() : heard.outcome();
    }
}
