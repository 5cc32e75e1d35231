package dev.seawall.deploy.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every slot has its one instance, at its address, and that instance asks for metadata tokens. Immutable. */
record SlotRules(Promises promises, Described seen) {
    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> slots = new TreeMap<>(promises.workers());
        slots.putAll(promises.frontDoors());
        slots.forEach((name, address) -> slot(name, address, findings));
        seen.instances().stream()
                .filter(one -> one.live() && !one.metadataTokensRequired())
                .forEach(one -> findings.add(Finding.of(
                        "imdsv2",
                        one.label()
                                + " answers metadata requests without a token (IMDSv1): a request forged through the"
                                + " application could read what its instance is told",
                        one.id())));
        promises.frontDoors().keySet().forEach(name -> publicAddress(name, findings));
        return findings;
    }

    private void slot(String name, String address, List<Finding> findings) {
        var instances = seen.instances().stream()
                .filter(one -> one.live() && one.name().equals(name))
                .toList();
        if (instances.isEmpty()) {
            findings.add(Finding.of("slots", "found no instance of " + name + ": nothing can be said of it"));
        }
        if (instances.size() > 1) {
            var ids = instances.stream().map(Described.Instance::id).toList();
            findings.add(
                    new Finding("slots", name + " has " + ids.size() + " instances: " + String.join(", ", ids), ids));
        }
        for (var one : instances) {
            if (!one.privateAddress().equals(address)) {
                findings.add(Finding.of(
                        "addresses",
                        one.label() + " has the private address " + one.privateAddress() + ", not " + address
                                + ", where the others look for it",
                        one.id()));
            }
        }
    }

    private void publicAddress(String name, List<Finding> findings) {
        var instance = seen.live(name);
        for (var one : seen.addresses()) {
            boolean its = one.name().equals(name + "-address");
            if (its
                    && instance.isPresent()
                    && !one.holder().equals(instance.get().id())) {
                String where = one.holder().isEmpty() ? "no instance" : seen.labelOf(one.holder());
                findings.add(Finding.of(
                        "addresses",
                        "the public address " + one.address() + " (" + one.id() + ") of " + name + " leads to " + where
                                + ", not to " + instance.get().id(),
                        one.id(),
                        instance.get().id()));
            }
        }
    }
}
