package dev.seawall.deploy.blueprint;

/** The blueprint's {@code workers}: how many slots, and what each is on EC2. Immutable. */
public record Workers(int count, String type, Volume volume, String app) {
    static final String REFERENCE = "reference";

    static Workers read(Section section) {
        var workers = new Workers(
                section.takeInt("count", 1, 99, 3),
                section.takeText(
                        "type", FrontDoors.INSTANCE_TYPE, "an EC2 instance type such as m7g.large", "m7g.large"),
                Volume.read(section.takeSection("volume")),
                REFERENCE);
        var app = section.take("app");
        if (app != null && !app.described().equals(REFERENCE)) {
            section.refuse(
                    "app",
                    "must be reference, not " + app.described()
                            + ": this version runs only the reference application as a worker");
        }
        section.done();
        return workers;
    }
}
