package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.local.Elapsed;
import dev.seawall.deploy.local.Launch;
import dev.seawall.deploy.local.LocalTarget;
import dev.seawall.deploy.plan.Step;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;

/** What {@code up} says when requests are served: where, and what to try next. */
record UpReport(Terminal terminal, LocalTarget target, Launch.Report report, Duration took, Path blueprint) {
    void print(boolean tls) {
        var out = terminal.out();
        out.println();
        out.println(headline());
        out.println();
        for (var frontDoor : report.plan().frontDoors()) {
            out.println("  address    " + addresses(frontDoor));
            out.println("  dashboard  http://127.0.0.1:" + frontDoor.admin() + "/");
        }
        out.println("  data       " + target.state().data());
        out.println("  logs       " + target.state().logs());
        if (tls) {
            trust(out);
        }
        out.println();
        out.println("Try");
        out.println("  " + curl(tls) + "-T " + ShellWord.of(blueprint) + " " + base(tls) + "/v1/objects/hello.yaml");
        out.println("  ./seawall status" + fileOption());
        out.println("  ./seawall logs -f" + fileOption());
        out.flush();
    }

    private String headline() {
        String name = terminal.bold(target.blueprint().name());
        if (report.changedNothing()) {
            return name + " runs as " + blueprint.getFileName() + " wants it already; nothing was changed";
        }
        long touched = report.steps().stream()
                .filter(step -> !(step instanceof Step.Keep))
                .count();
        String what = touched == report.steps().size()
                ? ""
                : "; " + touched + " of " + report.steps().size() + " changed";
        return name + " is " + terminal.green("serving") + " after " + Elapsed.of(took) + what;
    }

    private static String addresses(Component frontDoor) {
        String http = "http://127.0.0.1:" + frontDoor.http();
        return frontDoor.https().isPresent()
                ? "https://localhost:" + frontDoor.https().getAsInt() + " and " + http
                : http;
    }

    private String base(boolean tls) {
        var first = report.plan().frontDoors().getFirst();
        return tls ? "https://localhost:" + first.https().orElseThrow() : "http://127.0.0.1:" + first.http();
    }

    private String curl(boolean tls) {
        return tls ? "curl --cacert " + ShellWord.of(authority()) + " " : "curl ";
    }

    private Path authority() {
        return target.state().tls().resolve("ca.pem");
    }

    private void trust(PrintWriter out) {
        String file = ShellWord.of(authority());
        out.println("  authority  " + authority());
        out.println();
        out.println("Its certificate is signed by an authority that only this deployment has. To trust it");
        out.println("  curl       curl --cacert " + file + " …");
        out.println("  Debian     sudo cp " + file + " /usr/local/share/ca-certificates/seawall.crt"
                + " && sudo update-ca-certificates");
        out.println("  Fedora     sudo trust anchor " + file);
        out.println("  macOS      security add-trusted-cert -k ~/Library/Keychains/login.keychain-db " + file);
        out.println("  Firefox    Settings, Certificates, Authorities, Import");
    }

    private String fileOption() {
        return blueprint.equals(Path.of("seawall.yaml")) ? "" : " --file " + ShellWord.of(blueprint);
    }
}
