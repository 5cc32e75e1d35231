package dev.seawall.deploy.verify;

import dev.seawall.deploy.verify.Described.Volume;
import java.util.ArrayList;
import java.util.List;

/** Data volumes are encrypted, on their own slot's instance, and outlive it. Immutable. */
record VolumeRules(Promises promises, Described seen) {
    List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        seen.volumes().forEach(volume -> judge(volume, findings));
        for (String worker : promises.workers().keySet()) {
            if (seen.volumes().stream().noneMatch(volume -> volume.name().equals(worker + "-volume"))) {
                findings.add(Finding.of("volumes", "found no data volume of " + worker));
            }
        }
        return findings;
    }

    private void judge(Volume volume, List<Finding> findings) {
        if (promises.encrypted() && !volume.encrypted()) {
            findings.add(Finding.of("encryption", volume.label() + " is not encrypted", volume.id()));
        }
        if (!volume.holdsData()) {
            return;
        }
        if (volume.goesWithItsInstance()) {
            findings.add(Finding.of(
                    "volumes",
                    volume.label() + " would be deleted together with the instance it is attached to, "
                            + seen.labelOf(volume.holder()),
                    volume.id(),
                    volume.holder()));
        }
        String slot = volume.name().substring(0, volume.name().length() - "-volume".length());
        if (!promises.isWorker(slot)) {
            return;
        }
        seen.live(slot)
                .filter(instance -> !instance.id().equals(volume.holder()))
                .ifPresent(instance -> findings.add(Finding.of(
                        "volumes",
                        volume.label() + " is attached to "
                                + (volume.holder().isEmpty() ? "nothing" : seen.labelOf(volume.holder())) + ", not to "
                                + instance.label(),
                        volume.id(),
                        instance.id())));
    }
}
