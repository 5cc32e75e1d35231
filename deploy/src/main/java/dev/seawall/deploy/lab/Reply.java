package dev.seawall.deploy.lab;

import com.sun.net.httpserver.HttpExchange;
import dev.seawall.deploy.lab.operation.Ec2;
import dev.seawall.deploy.lab.s3.S3;
import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.wire.Xml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** One answer, in the envelope of its service. Not thread-safe: one per exchange. */
final class Reply {
    private static final String EC2 = "http://ec2.amazonaws.com/doc/" + Ec2.VERSION + "/";
    private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final HttpExchange exchange;
    private final String requestId;

    Reply(HttpExchange exchange, String requestId) {
        this.exchange = exchange;
        this.requestId = requestId;
    }

    void query(String service, String action, ObjectNode answer) throws IOException {
        if (service.equals("sts")) {
            ObjectNode envelope = Tree.answer(action + "Result", answer);
            envelope.set("ResponseMetadata", Tree.answer("RequestId", requestId));
            send(200, Xml.withItems(action + "Response", STS, envelope));
        } else {
            ObjectNode envelope = Tree.answer("requestId", requestId).setAll(answer);
            send(200, Xml.withItems(action + "Response", EC2, envelope));
        }
    }

    void error(String service, ApiError error) throws IOException {
        ObjectNode detail = Tree.answer("Code", error.code()).put("Message", error.message());
        switch (service) {
            case "s3" -> send(error.status(), S3.error(error, requestId));
            case "sts" -> {
                ObjectNode envelope = Tree.answer("Error", detail.put("Type", "Sender"));
                send(error.status(), Xml.flat("ErrorResponse", STS, envelope.put("RequestId", requestId)));
            }
            default -> {
                ObjectNode envelope = Tree.answer("Errors", Tree.answer("Error", detail));
                send(error.status(), Xml.flat("Response", "", envelope.put("RequestID", requestId)));
            }
        }
    }

    void s3(S3.Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        Path file = answer.file();
        if (file == null) {
            send(answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
            return;
        }
        exchange.getResponseHeaders().set("x-amz-request-id", requestId);
        long size = Files.size(file);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(size));
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.sendResponseHeaders(answer.status(), size == 0 ? -1 : size);
            Files.copy(file, exchange.getResponseBody());
        }
    }

    private void send(int status, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("x-amz-request-id", requestId);
        headers.computeIfAbsent("Content-Type", name -> List.of("text/xml;charset=UTF-8"));
        boolean silent = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(status, silent ? -1 : body.length);
        if (!silent) {
            exchange.getResponseBody().write(body);
        }
    }
}
