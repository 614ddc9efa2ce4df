package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.runtruth.access.Role;
import io.runtruth.live.ChangeFeed;
import io.runtruth.operations.Ending;
import io.runtruth.operations.OperationRun;
import io.runtruth.operations.OperationRunService;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestRuns;
import io.runtruth.testing.TestWorkspaces;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The snippets of the page on pipelines do what it says, against the real server: those for a shell run as they
/// stand in its text; of the one for PowerShell the request that it describes is sent.
class PipelinesPageEdgeTest extends EdgeTest {

    private static final Path PAGE = Path.of("src/docs/pipelines.md");
    private static final String PROWLER = """
            [{"class_uid":2004,"metadata":{"event_code":"a","product":{"name":"Prowler","version":"5.1"}},
            "status_code":"FAIL","time":1767225600,"cloud":{"account":{"uid":"account-1","name":"Contoso"}}}]
            """;
    private static final String MAESTER = """
            {"ExecutedAt":"2026-11-01T00:00:00Z","TenantId":"9f3c1f0e-4a4b-4c8f-8d5a-2f1f0c3b7a11","TenantName":"Contoso",
            "Tests":[{"Id":"MT.1001","Name":"MT.1001: one","Result":"Failed"}]}
            """;
    private static final String SCUBA = """
            {"MetaData":{"Tool":"ScubaGear","ToolVersion":"1.8.0","TenantId":"9f3c1f0e-4a4b-4c8f-8d5a-2f1f0c3b7a11"},
            "Results":{"AAD":[{"Controls":[{"Control ID":"MS.AAD.1.1v1","Result":"Fail"}]}]}}
            """;

    @TempDir
    private Path folder;

    private final JsonMapper json = new JsonMapper();
    private final Scope scope;
    private final TestRuns runs;
    private final ChangeFeed feed;
    private Person person;

    PipelinesPageEdgeTest(TestWorkspaces some, OperationRunService runs, ChangeFeed feed) {
        this.scope = some.environment(some.workspace());
        this.runs = new TestRuns(runs);
        this.feed = feed;
    }

    @BeforeEach
    void somebody() {
        person = person(scope, Role.OWNER);
    }

    @Test
    void prowler_by_cron() throws Exception {
        needsShell();
        executable("prowler", """
                #!/bin/sh
                while [ $# -gt 0 ]; do
                  case $1 in --output-directory) folder=$2 ;; --output-filename) name=$2 ;; esac
                  shift
                done
                cat > "$folder/$name.ocsf.json" <<'END'
                %sEND
                exit 3
                """.formatted(PROWLER));

        var answer = ran("sh", block("## Prowler, by cron", "sh"), Map.of());

        imported(answer, "Prowler", "prowler.ocsf.json");
    }

    @Test
    void maester_in_github_actions() throws Exception {
        needsShell();
        Files.writeString(folder.resolve("maester.json"), MAESTER);

        var answer = ran(
                "bash",
                literal(block("## Maester, in GitHub Actions", "yaml"), "run", "Hand over to Runtruth"),
                Map.of("GITHUB_RUN_ID", "1658821493", "GITHUB_RUN_ATTEMPT", "1"));

        imported(answer, "Maester", "maester.json");
    }

    @Test
    void maester_in_azure_devops() throws Exception {
        needsShell();
        Files.writeString(folder.resolve("maester.json"), MAESTER);

        var answer = ran(
                "bash",
                literal(block("## Maester, in Azure DevOps", "yaml"), "- bash", ""),
                Map.of("BUILD_BUILDID", "77", "SYSTEM_JOBATTEMPT", "1"));

        imported(answer, "Maester", "maester.json");
    }

    @Test
    void a_step_fails_where_the_file_is_not_taken_and_says_why() throws Exception {
        needsShell();
        Files.writeString(folder.resolve("maester.json"), "{\"Tests\":");

        var process = run(
                "bash",
                literal(block("## Maester, in Azure DevOps", "yaml"), "- bash", ""),
                Map.of("BUILD_BUILDID", "78", "SYSTEM_JOBATTEMPT", "1"));

        assertThat(process.code()).isNotZero();
        assertThat(process.output()).contains("\"code\":\"evidence.");
    }

    @Test
    void scubagear_in_powershell() throws Exception {
        var script = block("## ScubaGear, in PowerShell", "powershell");
        var call = first("Invoke-RestMethod(?:[^`\n]|`\n)*", script).replaceAll("`\n", " ");
        var results = folder.resolve("ScubaResults_1b2c.json");
        Files.writeString(results, SCUBA);
        UnaryOperator<String> filled = text -> text.replace("$env:RUNTRUTH_ENVIRONMENT", environment())
                .replace("$env:RUNTRUTH_AUTHORIZATION", authorization())
                .replace("$env:RUNTRUTH", address())
                .replace("$($results.Name)", "ScubaResults_1b2c.json")
                .replace("$($results.BaseName)", "ScubaResults_1b2c");

        assertThat(first("-Method (\\w+)", call)).isEqualTo("Post");
        assertThat(first("-InFile (\\S+)", call)).isEqualTo("$results.FullName");
        var request = HttpRequest.newBuilder(URI.create(filled.apply(first("-Uri \"([^\"]+)\"", call))))
                .POST(HttpRequest.BodyPublishers.ofFile(results))
                .header("Content-Type", first("-ContentType '([^']+)'", call));
        var headers =
                Pattern.compile("'([\\w-]+)' = \"?([^\";}]+?)\"?\\s*[;}]").matcher(first("-Headers @(\\{.*})", call));
        while (headers.find()) {
            request.header(headers.group(1), filled.apply(headers.group(2)));
        }
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());

        assertThat(request.build().headers().map()).containsKeys("Authorization", "Idempotency-Key");
        var answer = json.readTree(response.body());
        imported(answer, "ScubaGear", "ScubaResults_1b2c.json");
        for (var path : List.of("/checks/total", "/tool", "/start/result")) {
            assertThat(script).contains("$($answer" + path.replace('/', '.') + ")");
            assertThat(answer.at(path).isMissingNode()).as(path).isFalse();
        }
    }

    @Test
    void a_run_is_followed_to_its_end() throws Exception {
        needsShell();
        var owner = person.actor();
        var queued = runs.queued(owner, scope);
        var listening = feed.subscriptions();
        var running = Thread.ofVirtual().start(() -> endOnceFollowed(queued, listening));

        var answer = ran(
                "sh",
                block("## Follow a run to its end", "sh"),
                Map.of("RUN", queued.id().toString()));

        running.join();
        assertThat(answer.at("/id").asString()).isEqualTo(queued.id().toString());
        assertThat(answer.at("/status").asString()).isEqualTo("completed");
        assertThat(answer.at("/outcome").asString()).isEqualTo("succeeded");
    }

    private void endOnceFollowed(OperationRun run, int listening) {
        await().atMost(Duration.ofMinutes(1)).until(() -> feed.subscriptions() > listening);
        runs.end(runs.begun(run), Ending.succeeded(Map.of()));
    }

    private void imported(JsonNode answer, String tool, String file) {
        assertThat(answer.at("/tool").asString()).isEqualTo(tool);
        assertThat(answer.at("/file_name").asString()).isEqualTo(file);
        assertThat(answer.at("/already_known").booleanValue()).isFalse();
        assertThat(answer.at("/start/result").asString()).isEqualTo("dispatched");
        var known = get(person.address() + "/evidence/" + answer.at("/id").asString(), person.bearer());
        assertThat(known.status()).isEqualTo(200);
    }

    private JsonNode ran(String shell, String script, Map<String, String> more) throws Exception {
        var process = run(shell, script, more);
        assertThat(process.code()).as(process.output()).isZero();
        return json.readTree(process.output().lines().reduce((_, last) -> last).orElseThrow());
    }

    private Ended run(String shell, String script, Map<String, String> more) throws Exception {
        var output = folder.resolve("output.txt");
        var builder = new ProcessBuilder(
                        shell, Files.writeString(folder.resolve("step"), script).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        var environment = builder.environment();
        environment.putAll(more);
        environment.put("PATH", folder + File.pathSeparator + environment.get("PATH"));
        environment.put("RUNTRUTH", address());
        environment.put("RUNTRUTH_ENVIRONMENT", environment());
        environment.put("RUNTRUTH_AUTHORIZATION", authorization());
        var process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(script).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output).strip());
    }

    private String address() {
        return "http://localhost:" + port;
    }

    private String environment() {
        return person.address().replaceFirst("^/api/v1/", "");
    }

    private String authorization() {
        return person.bearer().replaceFirst("^Authorization: ", "");
    }

    private void executable(String name, String script) throws IOException {
        assertThat(Files.writeString(folder.resolve(name), script).toFile().setExecutable(true))
                .isTrue();
    }

    /// A build machine without them can't show anything.
    private static void needsShell() {
        var path = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        for (var tool : List.of("sh", "bash", "curl", "gzip")) {
            assumeThat(path).as(tool).anyMatch(it -> Files.isExecutable(Path.of(it, tool)));
        }
    }

    /// The first block of this language under this heading.
    private static String block(String heading, String language) throws IOException {
        var page = Files.readString(PAGE);
        assertThat(page).contains(heading + "\n");
        var section = page.substring(page.indexOf(heading + "\n"));
        return first("(?s)```" + language + "\n(.*?)```", section);
    }

    /// The text of several lines that a step of a YAML file has under this name.
    private static String literal(String yaml, String name, String after) {
        var from = yaml.substring(yaml.indexOf(after));
        var lines = from.substring(from.indexOf(name + ": |\n") + name.length() + 4)
                .lines()
                .toList();
        var indent = lines.getFirst().length() - lines.getFirst().stripLeading().length();
        return lines.stream()
                .takeWhile(line -> line.isBlank() || line.startsWith(" ".repeat(indent)))
                .map(line -> line.isBlank() ? "" : line.substring(indent))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String first(String pattern, String text) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return found.groupCount() == 0 ? found.group() : found.group(1);
    }

    private record Ended(int code, String output) {}
}
