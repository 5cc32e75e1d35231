package dev.seawall.deploy.local;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.blueprint.Component;
import dev.seawall.deploy.plan.Running;
import dev.seawall.deploy.plan.Step;
import dev.seawall.deploy.plan.Steps;
import dev.seawall.deploy.plan.Wanted;
import java.util.ArrayList;
import java.util.List;

/** What the blueprint wants of this machine, beside what runs here already. Immutable. */
record Wish(LocalTarget target, AddressPlan plan, SettingsWriter writer) {
    /** Chooses ports where the blueprint leaves them open; refuses what would lose data from sight. */
    static Wish of(LocalTarget target, boolean tls) throws LocalFailure {
        refuseAnotherCount(target);
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
        ports.save();
        return new Wish(target, plan, new SettingsWriter(target.blueprint(), plan, target.state()));
    }

    /** What runs now, compared without choosing or changing anything. */
    static Wish asKnown(LocalTarget target, boolean tls) throws LocalFailure {
        var plan = AddressPlan.of(target.blueprint(), tls, RememberedPorts.asKnown(target.state()));
        return new Wish(target, plan, new SettingsWriter(target.blueprint(), plan, target.state()));
    }

    private static void refuseAnotherCount(LocalTarget target) throws LocalFailure {
        var withData = target.state().workersWithData();
        int wanted = target.blueprint().workers().count();
        if (!withData.isEmpty() && withData.size() != wanted) {
            throw new LocalFailure("workers.count is " + wanted + ", but the data under "
                    + target.state().data() + " is that of " + withData.size() + " (" + String.join(", ", withData)
                    + "). With another count keys change their owner (docs/protocol.md section 2) and objects vanish from"
                    + " view.\nSet workers.count back to " + withData.size()
                    + ", or save what you need and begin anew: ./seawall down --delete-data");
        }
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
                running.add(
                        new Running(name, record.get().build(), settings.get().flat()));
            }
        }
        return Steps.between(wanted, running);
    }

    Component component(String name) {
        return plan.component(name).orElseThrow();
    }

    Settings settings(Component component) {
        return writer.of(component);
    }
}
