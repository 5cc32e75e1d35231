package dev.seawall.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a tree of its own, with a java and a mvn that only say what they were asked. */
class LauncherTest {
    private static final String[] MODULES = {"frontdoor", "backend", "deploy"};

    @TempDir
    Path directory;

    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    private record Ended(int code, String output) {}

    @BeforeEach
    void makeTree() throws IOException {
        home = Files.createDirectories(directory.toRealPath().resolve("tree/shop"));
        Files.copy(Path.of("..", "seawall"), home.resolve("seawall"));
        executable(home.resolve("seawall"));
        Files.writeString(home.resolve("pom.xml"), "");
        for (var module : MODULES) {
            Files.createDirectories(home.resolve(module).resolve("src/main"));
            Files.writeString(home.resolve(module).resolve("pom.xml"), "");
            Files.writeString(home.resolve(module).resolve("src/main/Source.java"), "");
        }
        script("jdk/bin/java", "echo \"java $*\"");
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"21.0.4\"\n");
        script("mvn", """
                echo "mvn $*" >>mvn.log
                for module in frontdoor backend deploy; do
                    mkdir -p $module/target/lib
                    [ -f $module/target/seawall-$module.jar ] || : >$module/target/seawall-$module.jar
                done""");
        environment.put("SEAWALL_JAVA", directory.resolve("jdk").toString());
        environment.put("MAVEN", directory.resolve("mvn").toString());
    }

    @Test
    void whatIsMissingIsBuiltOnceAndWhatIsOlderThanItsSourcesAgain() throws Exception {
        assertThat(launch("up").output()).contains("Building frontdoor backend deploy");
        assertThat(launch("up").output()).doesNotContain("Building");
        var source = home.resolve("backend/src/main/Source.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(launch("up").output()).contains("Building backend");

        assertThat(Files.readString(home.resolve("mvn.log")))
                .contains("-pl frontdoor,backend,deploy package", "-pl backend package")
                .contains("-Dmaven.test.skip=true");
    }

    @Test
    void theCommandLineIsHandedEveryArgumentAsItWas() throws Exception {
        var ended = launch("down", "--confirm", "a b");

        assertThat(ended.code()).isZero();
        assertThat(ended.output())
                .contains("-Dseawall.home=" + home + " -Dseawall.terminal=false")
                .contains("-jar " + home + "/deploy/target/seawall-deploy.jar down --confirm a b");
    }

    @Test
    void whatCallsAwsStartsFromAnArchiveOfItsOwn() throws Exception {
        assertThat(launch("status").output()).contains("/target/seawall.jsa ");
        assertThat(launch("status", "--on", "local").output()).contains("/target/seawall.jsa ");
        assertThat(launch("status", "--on", "lab").output()).contains("/target/seawall-cloud.jsa ");
        assertThat(launch("status", "--on=ec2", "--json").output()).contains("/target/seawall-cloud.jsa ");
    }

    /** The options that a launch gave to the stand-in, given to the real one: some exclude each other. */
    private static void assertThatThisJavaTakes(String launched) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String options = launched.substring(launched.lastIndexOf("java ") + 5, launched.indexOf(" -jar "));
        command.addAll(List.of(options.split(" +", -1)));
        command.add("-version");
        Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(words).isZero();
    }

    @Test
    void fromJava25WhatCallsAwsStartsFromACacheThatIsMadeOnceForEachBuild() throws Exception {
        script("jdk/bin/java", """
                for option in "$@"; do
                    case $option in
                        -XX:AOTCacheOutput=*) echo rehearsed >>rehearsals.log; echo classes >"${option#*=}" && exit ;;
                    esac
                done
                echo "java $*\"""");
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");

        assertThat(launch("status").output()).contains("/target/seawall.jsa ").doesNotContain("AOTCache");
        assertThat(launch("status", "--on", "lab").output()).contains("-XX:AOTCache=" + home + "/deploy/target/");
        String withCache = launch("down", "--on=ec2").output();
        assertThat(withCache).contains("-XX:AOTCache=").doesNotContain(".jsa");
        assertThatThisJavaTakes(withCache);
        assertThat(Files.readAllLines(home.resolve("rehearsals.log"))).hasSize(1);

        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25.0.2\"\n");
        assertThat(launch("status", "--on", "lab").output()).contains("-XX:AOTCache=");
        assertThat(Files.readAllLines(home.resolve("rehearsals.log")))
                .as("another Java needs its own")
                .hasSize(2);
    }

    @Test
    void withoutACacheACommandRunsFromTheArchiveAndTheCacheIsNotTriedAgain() throws Exception {
        script("jdk/bin/java", """
                for option in "$@"; do
                    case $option in
                        -XX:AOTCacheOutput=*) echo rehearsed >>rehearsals.log; exit 1 ;;
                    esac
                done
                echo "java $*\"""");
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");

        for (int run = 1; run <= 2; run++) {
            var ended = launch("status", "--on", "lab");

            assertThat(ended.code()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("/target/seawall-cloud.jsa ").doesNotContain("AOTCache");
        }
        assertThat(Files.readAllLines(home.resolve("rehearsals.log"))).hasSize(1);
    }

    @Test
    void itFindsItsTreeThroughASymbolicLinkFromAnywhere() throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("link"), Path.of("tree/shop/seawall"));

        var ended = run(link, directory, "--version");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("-Dseawall.home=" + home);
    }

    @Test
    void helpNeedsOnlyTheCommandLineItself() throws Exception {
        assertThat(launch("--help").output()).contains("Building deploy\n");
    }

    @Test
    void aJavaThatIsTooOldIsToldWithWhatWasFound() throws Exception {
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"1.8.0_402\"\n");

        var ended = launch("up");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("no JDK of release 21 or later", "Java 8 in " + directory.resolve("jdk"));
    }

    @Test
    void aJavaNamedByItsProgramIsTakenToo() throws Exception {
        environment.put("SEAWALL_JAVA", directory.resolve("jdk/bin/java").toString());

        assertThat(launch("--help").output()).contains("seawall-deploy.jar --help");
    }

    @Test
    void aFailedBuildShowsItsEndAndWhereTheRestIs() throws Exception {
        script("mvn", "echo 'Source.java:[1,2] semicolon missing'; exit 1");

        var ended = launch("up");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output())
                .contains("semicolon missing", "the build failed; all of its output: " + home + "/.seawall/build.log");
    }

    @Test
    void twoLaunchersOfAnUnbuiltTreeBuildItOnce() throws Exception {
        var first = new ProcessBuilder(home.resolve("seawall").toString(), "up").directory(home.toFile());
        first.environment().putAll(environment);
        var running = first.redirectErrorStream(true)
                .redirectOutput(directory.resolve("first").toFile())
                .start();

        var second = launch("up");

        assertThat(running.waitFor()).isZero();
        assertThat(second.code()).as(second.output()).isZero();
        assertThat(Files.readAllLines(home.resolve("mvn.log"))).hasSize(1);
        assertThat(home.resolve(".seawall/build.lock")).doesNotExist();
    }

    @Test
    void theLockOfALauncherThatDiedIsTakenAway() throws Exception {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var lock = Files.createDirectories(home.resolve(".seawall/build.lock"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

        var ended = launch("up");

        assertThat(ended.code()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("Building frontdoor").doesNotContain("Waiting");
        assertThat(lock).doesNotExist();
    }

    @Test
    void withoutMavenTheRemedyIsTold() throws Exception {
        environment.put("MAVEN", directory.resolve("nowhere").toString());

        var ended = launch("up");

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.output()).contains("Install Maven");
    }

    private Ended launch(String... arguments) throws Exception {
        return run(home.resolve("seawall"), home, arguments);
    }

    private Ended run(Path script, Path in, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(script.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private void script(String name, String lines) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
