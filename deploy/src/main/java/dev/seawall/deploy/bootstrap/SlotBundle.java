package dev.seawall.deploy.bootstrap;

import dev.seawall.deploy.blueprint.Role;
import dev.seawall.deploy.bootstrap.Tar.Entry;
import dev.seawall.deploy.tls.DeploymentAuthority.Identity;
import java.util.List;
import java.util.Map;

/**
 * What only one slot's machine gets: its configuration, its units, the rotation script, its first certificate. Stateless.
 */
final class SlotBundle {
    private static final Template ROTATE = Template.of("rotate.sh");
    private static final Template FRONT_DOOR = Template.of("front-door.service");
    private static final Template WORKER = Template.of("worker.service");
    private static final Template ROTATE_SERVICE = Template.of("seawall-rotate.service");
    private static final Template ROTATE_TIMER = Template.of("seawall-rotate.timer");
    private static final Template LOGROTATE = Template.of("logrotate");

    private SlotBundle() {}

    /** Everything but the identity. {@code rotationUrl}: where the next certificate will be. */
    static List<Entry> files(Slot slot, String deployment, String settings, BootOptions options, String rotationUrl) {
        var who = Map.of("slot", slot.name());
        var unit = slot.role() == Role.WORKER ? WORKER : FRONT_DOOR;
        String service = unit.inLines(Map.of(
                "slot", slot.name(), "deployment", deployment, "javaOptions", String.join(" ", options.javaOptions())));
        String timer = ROTATE_TIMER.inLines(Map.of(
                "slot",
                slot.name(),
                "rotateSeconds",
                Long.toString(options.rotation().toSeconds())));
        String rotate =
                ROTATE.inShell(Map.of("name", slot.name() + "." + deployment + ".internal", "url", rotationUrl));
        return List.of(
                Entry.of("config.yaml", 0644, settings),
                Entry.of("seawall.service", 0644, service),
                Entry.of("seawall-rotate.service", 0644, ROTATE_SERVICE.inLines(who)),
                Entry.of("seawall-rotate.timer", 0644, timer),
                Entry.of("logrotate", 0644, LOGROTATE.inLines(who)),
                Entry.of("seawall-rotate", 0755, rotate));
    }

    static List<Entry> identity(String authorityPem, Identity identity) {
        return List.of(
                Entry.of("ca.pem", 0644, authorityPem),
                Entry.of("cert.pem", 0644, identity.certificatePem()),
                Entry.of("key.pem", 0600, identity.privateKeyPem()));
    }
}
