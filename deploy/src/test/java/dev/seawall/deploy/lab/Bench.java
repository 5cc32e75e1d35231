package dev.seawall.deploy.lab;

import dev.seawall.deploy.lab.operation.Pace;
import java.io.IOException;
import java.time.Duration;

/** A small EC2 that does at once what it is told, by a clock that stands until a test moves it. Not thread-safe. */
final class Bench implements AutoCloseable {
    final LabClock clock = new LabClock();
    final PretendMachines machines = new PretendMachines();
    final SmallEc2 ec2;
    final Wire wire;

    Bench() throws IOException {
        ec2 = SmallEc2.start(LabConfig.of(machines, machines).withTime(clock, Pace.every(Duration.ZERO)));
        wire = new Wire(ec2.endpoint());
    }

    @Override
    public void close() {
        ec2.close();
    }
}
