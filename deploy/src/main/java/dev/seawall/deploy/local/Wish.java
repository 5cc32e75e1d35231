package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.plan.Running;
import dev.seawall.deploy.plan.Step;
import dev.seawall.deploy.plan.Steps;
import dev.seawall.deploy.plan.Wanted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the blueprint wants of this machine, beside what runs here already. Immutable. */
record Wish(LocalTarget target, AddressPlan plan, SettingsWriter writer) {
    /** Chooses ports where the blueprint leaves them open; refuses what would lose data from sight. */
    static Wish of(LocalTarget target, boolean tls) throws LocalFailure {
        var ports = RememberedPorts.choosing(target.state());
        var plan = AddressPlan.of(target.blueprint(), tls, ports);
        boolean forgot = false;
        for (var component : plan.components()) {
            if (!target.runs(component.name())) {
                for (int port : ProcessStarter.portsOf(component).toArray()) {
                    forgot |= !PortHolder.isFree(port) && ports.forget(component.name(), port);
                }
            }
        }
        if (forgot) {
            plan = AddressPlan.of(target.blueprint(), tls, ports);
        }
        refuseOtherSlots(target, plan);
        ports.save();
        return new Wish(target, plan, new SettingsWriter(target.blueprint(), plan, target.state()));
    }

    /** What runs now, compared without choosing or changing anything. */
    static Wish asKnown(LocalTarget target, boolean tls) throws LocalFailure {
        var plan = AddressPlan.of(target.blueprint(), tls, RememberedPorts.asKnown(target.state()));
        return new Wish(target, plan, new SettingsWriter(target.blueprint(), plan, target.state()));
    }

    /** Once anything is stored, the slots must stay those it was stored for: keys follow from their number. */
    private static void refuseOtherSlots(LocalTarget target, AddressPlan plan) throws LocalFailure {
        var slots = target.state().slots();
        var wanted = plan.workers().stream().map(Component::name).toList();
        if (!target.hasData() || Set.copyOf(slots).equals(Set.copyOf(wanted))) {
            return;
        }
        var data = target.state().data();
        var missing = wanted.stream().filter(slot -> !slots.contains(slot)).toList();
        String lost = missing.isEmpty()
                ? ""
                : "\nIf the count was not changed, but the directory of " + String.join(", ", missing)
                        + " lost: put it back; or, to go on without its objects, make it anew: mkdir "
                        + data.resolve(missing.getFirst());
        throw new LocalFailure("workers.count is " + wanted.size() + ", but the data under " + data + " is that of "
                + slots.size() + " (" + String.join(", ", slots)
                + "). With another count keys change their owner (docs/protocol.md section 2) and objects vanish from"
                + " view.\nSet workers.count back to what it was, or save what you need and begin anew:"
                + " ./seawall down --delete-data" + lost);
    }

    List<Step> steps() throws LocalFailure {
        List<Wanted> wanted = new ArrayList<>();
        for (var component : plan.components()) {
            var build = target.programs().of(component.role()).build();
            wanted.add(new Wanted(component.name(), build, settings(component).flat()));
        }
        List<Running> running = new ArrayList<>();
        for (var name : target.state().recorded()) {
            var record = ProcessRecord.read(target.state().record(name));
            var settings = Settings.read(target.state().settings(name));
            if (record.isPresent()
                    && settings.isPresent()
                    && record.get().process().isPresent()) {
                running.add(new Running(name, record.get().build(), asRead(settings.get(), record.get())));
            }
        }
        return Steps.between(wanted, running);
    }

    /** A front door reads its certificate when it starts: a renewed one is a difference. */
    private static Map<String, String> asRead(Settings settings, ProcessRecord record) {
        var flat = settings.flat();
        flat.computeIfPresent(
                "https.certificate", (key, file) -> record.isOlderThan(Path.of(file)) ? "an older one" : file);
        return flat;
    }

    Component component(String name) {
        return plan.component(name).orElseThrow();
    }

    Settings settings(Component component) {
        return writer.of(component);
    }
}
