package dev.seawall.deploy.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that some deployment on this machine started, known by its command line alone ({@link JavaCommand}): whatever
 * became of its record. Immutable.
 */
record SeawallProcess(ProcessHandle handle, String component, Path settings) {
    static Optional<SeawallProcess> of(ProcessHandle handle) {
        var arguments = List.of(handle.info().arguments().orElse(new String[0]));
        int config = arguments.lastIndexOf("--config");
        return arguments.stream()
                .filter(argument -> argument.startsWith(JavaCommand.COMPONENT) && config >= 0)
                .filter(argument -> config + 1 < arguments.size())
                .findFirst()
                .map(argument -> new SeawallProcess(
                        handle,
                        argument.substring(JavaCommand.COMPONENT.length()),
                        Path.of(arguments.get(config + 1))));
    }

    /** Those of one deployment that no record tells of: their command was killed before it could write one. */
    static List<ProcessRecord> strays(StateDirectory state) throws LocalFailure {
        Stream<SeawallProcess> all = ProcessHandle.allProcesses().flatMap(handle -> of(handle).stream());
        var own = all.filter(one -> one.settings.equals(state.settings(one.component)))
                .toList();
        List<ProcessRecord> recorded = new ArrayList<>();
        for (var name : state.recorded()) {
            ProcessRecord.read(state.record(name)).ifPresent(recorded::add);
        }
        return own.stream()
                .filter(one -> recorded.stream().noneMatch(record -> record.pid() == one.handle.pid()))
                .map(one -> ProcessRecord.of(one.component, one.handle, "unknown"))
                .filter(record -> record.process().isPresent())
                .toList();
    }

    /** Such as {@code worker-1 of the deployment in /srv/shop/.seawall/shop (pid 4711)}. */
    String described() {
        var root = settings.resolve("../..").normalize();
        return component + " of the deployment in " + root + " (pid " + handle.pid()
                + "; ./seawall down stops it, with the blueprint in "
                + root.resolve("../..").normalize() + ")";
    }
}
