package dev.seawall.deploy.lab.world;

/** A state of an instance, with EC2's number for it. */
public record InstanceState(int code, String name) {
    public static final InstanceState PENDING = new InstanceState(0, "pending");
    public static final InstanceState RUNNING = new InstanceState(16, "running");
    public static final InstanceState SHUTTING_DOWN = new InstanceState(32, "shutting-down");
    public static final InstanceState TERMINATED = new InstanceState(48, "terminated");
    public static final InstanceState STOPPING = new InstanceState(64, "stopping");
    public static final InstanceState STOPPED = new InstanceState(80, "stopped");
}
