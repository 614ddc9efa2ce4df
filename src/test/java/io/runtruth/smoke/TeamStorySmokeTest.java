package io.runtruth.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import io.runtruth.RuntruthApplication;
import io.runtruth.access.AccountService;
import io.runtruth.node.ReadyLine;
import io.runtruth.testing.TestDatabase;
import io.runtruth.webhooks.Receiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How a team begins, works and changes (contract 8), from an empty database, with two people at two browsers, a
/// pipeline and a receiver, each of them real. Only what the start has printed is known beforehand.
@Tag("smoke")
@ExtendWith(OutputCaptureExtension.class)
class TeamStorySmokeTest {

    private static final Pattern CODE = Pattern.compile("with the code (\\S+)");
    private static final String ANNAS_PASSWORD = "a password that Anna chose";
    private static final String BENS_PASSWORD = "a password that Ben chose";
    private static final String FILE = """
            [{"class_uid":2004,"metadata":{"event_code":"%1$s","product":{"name":"Prowler","version":"5.1"}},
            "status_code":"FAIL","time":%2$d,"cloud":{"account":{"uid":"account-%1$s","name":"Contoso"}}}]
            """;

    @TempDir
    private Path data;

    private final JsonMapper json = new JsonMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Receiver receiver = Receiver.open();

    private ConfigurableApplicationContext node;
    private String address;
    private Browser anna;
    private Browser ben;

    /// By name, for a passkey is for no address of numbers.
    @BeforeEach
    void start() {
        var database = TestDatabase.create();
        var application = new SpringApplication(RuntruthApplication.class);
        application.addListeners(new ReadyLine());
        node = application.run(
                "--runtruth.role=both",
                "--runtruth.demo=false",
                "--runtruth.webhooks-private=true",
                "--runtruth.sealing-key=a random text of this test, long enough",
                "--runtruth.data-dir=" + data,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password());
        address = "http://localhost:"
                + ((WebServerApplicationContext) node).getWebServer().getPort() + "/";
        anna = Browser.open(address);
        ben = Browser.open(address);
    }

    /// What both saw last stays in `target/smoke`.
    @AfterEach
    void stop() {
        anna.screenshot(Path.of("target/smoke/team-anna.png"));
        ben.screenshot(Path.of("target/smoke/team-ben.png"));
        anna.close();
        ben.close();
        node.close();
        receiver.close();
    }

    @Test
    void a_team_begins_works_is_reduced_and_leaves_its_trail(CapturedOutput printed) {
        annaSetsUpWithTheCode(codeIn(printed));
        var link = annaInvitesAReviewer();
        benAcceptsInAnotherBrowser(link);
        benAddsAPasskeyAndSignsInWithIt();
        var token = benMakesATokenForAPipeline();
        var secret = annaMakesAWebhook();

        var taken = upload(token, "tenant");
        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.text("/start/result")).isEqualTo("dispatched");
        theReceiverIsToldWithASignature(secret, taken.text("/start/review/id"));

        benWatchesTheRunOf("Tenant");
        annaReducesBenTo("Other");
        theOpenPageShowsNothingOf("Tenant");
        assertThat(get(token, "/environments/tenant").status()).isEqualTo(404);
        assertThat(get(token, "/environments/other").status()).isEqualTo(200);
        assertThat(upload(token, "other").status()).isEqualTo(201);
        theOpenPageShowsByItselfTheRunOf("Other");

        annaRemovesBen();
        theOpenPageCloses();
        assertThat(get(token, "/environments/other").status()).isEqualTo(404);

        annaReadsAllOfItInTheTrail();
    }

    private static String codeIn(CapturedOutput printed) {
        var code = CODE.matcher(printed.getOut());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private void annaSetsUpWithTheCode(String code) {
        anna.go("").find("#view-setup");
        fill(anna, "#setup-code input", code);
        fill(anna, "#setup-name input", "Anna");
        fill(anna, "#setup-username input", "anna");
        fill(anna, "#setup-password input", ANNAS_PASSWORD);
        fill(anna, "#setup-workspace input", "Northwind");
        fill(anna, "#setup-environments textarea", "Tenant\nOther");
        anna.until(_ -> value(anna, "#setup-slug").equals("northwind"));
        anna.click("#action-set-up");
        new SignInPage(anna).signIn("anna", ANNAS_PASSWORD);
        anna.find("#view-dashboard");
    }

    private String annaInvitesAReviewer() {
        anna.go("w/northwind/settings/members").find("#grid-members");
        anna.click("#action-invite");
        anna.click("#action-make-link");
        return anna.until(_ -> {
            var link = value(anna, "#shown-once");
            return link.startsWith(address) ? link.substring(address.length()) : null;
        });
    }

    private void benAcceptsInAnotherBrowser(String link) {
        ben.go(link).find("#view-invitation");
        fill(ben, "#invitation-name input", "Ben");
        fill(ben, "#invitation-username input", "ben");
        fill(ben, "#new-password input", BENS_PASSWORD);
        ben.click("#action-accept");
        new SignInPage(ben).signIn("ben", BENS_PASSWORD);
        ben.find("#view-dashboard");
    }

    private void benAddsAPasskeyAndSignsInWithIt() {
        ((HasVirtualAuthenticator) ben.driver())
                .addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                        .setHasResidentKey(true)
                        .setHasUserVerification(true)
                        .setIsUserVerified(true));
        fill(ben.go("me/passkeys"), "#passkey-name input", "Laptop");
        ben.click("#action-add-passkey");
        ben.find("#grid-passkeys li");
        ben.driver().manage().deleteAllCookies();

        ben.go("me/sessions").find("#view-login");
        ben.click("#action-passkey");

        assertThat(ben.find("#grid-sessions li[data-here]").getText()).contains("With passkey");
    }

    private String benMakesATokenForAPipeline() {
        fill(ben.go("tokens"), "#token-name input", "Pipeline");
        ben.click("#action-create-token");
        ben.find("#shown-once");
        return value(ben, "#shown-once");
    }

    private String annaMakesAWebhook() {
        anna.go("w/northwind/settings/webhooks");
        anna.click("#action-add-webhook");
        fill(anna, "#webhook-url input", receiver.url());
        anna.click("#action-confirm-add");
        anna.find("#shown-once");
        return value(anna, "#shown-once");
    }

    /// As `webhooks.md` says that a receiver checks it.
    private void theReceiverIsToldWithASignature(String secret, String review) {
        var told = receiver.next();
        assertThat(told.event()).isEqualTo("review.ready");
        assertThat(json.readTree(told.content()).at("/review/id").asString()).isEqualTo(review);
        assertThat(told.signature()).isEqualTo("v1=" + hmac(secret, told.timestamp() + "." + told.content()));
    }

    private void benWatchesTheRunOf(String environment) {
        ben.go("w/northwind/operations?tab=all").find("#grid-operations");
        ben.until(_ -> shown(ben).contains(environment));
    }

    private void annaReducesBenTo(String environment) {
        anna.go("w/northwind/settings/members");
        anna.click("#action-change-member-" + idOfBen());
        anna.click("#member-reach vaadin-radio-button:nth-of-type(2)");
        fill(anna, "#member-environments input", environment);
        anna.find("vaadin-multi-select-combo-box-item");
        anna.press(Keys.ENTER);
        anna.find("#member-environments vaadin-multi-select-combo-box-chip");
        anna.press(Keys.TAB);
        anna.click("#action-confirm-change");
    }

    private void theOpenPageShowsNothingOf(String environment) {
        ben.until(_ -> !shown(ben).contains(environment)
                && !ben.all("#view-operations").isEmpty());
    }

    private void theOpenPageShowsByItselfTheRunOf(String environment) {
        ben.until(_ -> shown(ben).contains(environment));
    }

    private void annaRemovesBen() {
        anna.go("w/northwind/settings/members");
        anna.click("#action-remove-member-" + idOfBen());
        anna.click("#action-confirm-remove");
    }

    private void theOpenPageCloses() {
        ben.find("#view-problem");
        assertThat(shown(ben)).doesNotContain("Northwind").doesNotContain("Other");
    }

    private void annaReadsAllOfItInTheTrail() {
        anna.size(1400, 2400);
        anna.go("w/northwind/settings/audit").find("#grid-audit");
        for (var told : new String[] {
            "made the workspace",
            "added the environment",
            "made the invitation",
            "added the member",
            "made the token",
            "made the webhook",
            "imported evidence",
            "started the composition of the review",
            "changed the member",
            "removed the member"
        }) {
            anna.until(_ -> shown(anna).contains(told));
        }
    }

    private UUID idOfBen() {
        return node.getBean(AccountService.class).find("ben").orElseThrow();
    }

    private static void fill(Browser browser, String selector, String text) {
        browser.find(selector).sendKeys(text);
    }

    private static String value(Browser browser, String selector) {
        return (String) browser.script("return document.querySelector(arguments[0])?.value ?? ''", selector);
    }

    private static String shown(Browser browser) {
        return browser.find("body").getText();
    }

    private Answer upload(String token, String environment) {
        var file = FILE.formatted(environment, Instant.now().getEpochSecond());
        return send(
                token,
                HttpRequest.newBuilder(api("/environments/" + environment + "/evidence?compose=true"))
                        .POST(BodyPublishers.ofString(file)));
    }

    private Answer get(String token, String path) {
        return send(token, HttpRequest.newBuilder(api(path)));
    }

    private URI api(String path) {
        return URI.create(address + "api/v1/workspaces/northwind" + path);
    }

    private Answer send(String token, HttpRequest.Builder call) {
        try {
            HttpResponse<String> answer = http.send(
                    call.header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .build(),
                    BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json.readTree(answer.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String hmac(String secret, String signed) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private record Answer(int status, JsonNode body) {

        String text(String pointer) {
            return body.at(pointer).asString();
        }
    }
}
