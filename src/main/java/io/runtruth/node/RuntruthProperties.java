package io.runtruth.node;

import io.runtruth.operations.queue.NodeRole;
import io.runtruth.shared.StartRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What a system operator may set, as `runtruth.…` or as the environment variable named below. Blank means not
/// set.
///
/// @param dataDir `RUNTRUTH_DATA_DIR`: folder of the embedded database and of generated secrets; `./data`
/// @param quickStart `RUNTRUTH_QUICK_START`: the plain jar keeps in the data folder what a start has learned, and the
///     next start takes it; `true`
/// @param role `RUNTRUTH_ROLE`: `web`, `worker` or `both`; `both`
/// @param demo `RUNTRUTH_DEMO`: null means demo data with the embedded database and none with an external one
/// @param demoPassword `RUNTRUTH_DEMO_PASSWORD`: of the demo accounts; null means one that is generated once
/// @param evidenceMaxAge `RUNTRUTH_EVIDENCE_MAX_AGE`: how old evidence of a new workspace may be to count in a
///     review (contract 6.1.1), 1 to 36500 days; `35d`
/// @param address `RUNTRUTH_ADDRESS`: of the console as people and other systems reach it,
///     `https://console.example`; what is sent elsewhere links to it
/// @param sealingKey `RUNTRUTH_SEALING_KEY`: a random text of 32 characters or more, the same on every node; it
///     seals the secrets of webhooks, the tokens of targets, links that wait to be sent, and what a browser
///     carries through a sign-in at a provider. With the embedded database one is generated
/// @param webhooksPrivate `RUNTRUTH_WEBHOOKS_PRIVATE`: webhooks may lead into private networks, and need no
/// TLS; `false`
/// @param restoreRoot `RUNTRUTH_RESTORE_ROOT`: folder below which the targets of configuration lie, those of a
///     workspace in a folder of its slug (contract 7); the same on every node. Not set: no folder can be chosen
/// @param restorePrivate `RUNTRUTH_RESTORE_PRIVATE`: targets over HTTP may lie in private networks, and need no
///     TLS; `false`
/// @param mail who sends e-mails; only with a mail server, `spring.mail.…`
/// @param firstOwner `RUNTRUTH_FIRST_OWNER`: sign-in name of the owner to create in a database without accounts
/// @param firstOwnerPassword `RUNTRUTH_FIRST_OWNER_PASSWORD`: set with `firstOwner`
/// @param firstWorkspace `RUNTRUTH_FIRST_WORKSPACE`: slug of the workspace that is created for the first
///     owner; set with `firstOwner`
@ConfigurationProperties("runtruth")
public record RuntruthProperties(
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("true") boolean quickStart,
        @DefaultValue("both") NodeRole role,
        @Nullable Boolean demo,
        @Nullable String demoPassword,
        @DefaultValue("35d") Duration evidenceMaxAge,
        @Nullable String address,
        @Nullable String sealingKey,
        @DefaultValue("false") boolean webhooksPrivate,
        @Nullable String restoreRoot,
        @DefaultValue("false") boolean restorePrivate,
        @DefaultValue Mail mail,
        @Nullable String firstOwner,
        @Nullable String firstOwnerPassword,
        @Nullable String firstWorkspace) {

    private static final int SHORTEST_KEY = 32;
    private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s?#@]+");

    public RuntruthProperties {
        demoPassword = blankToNull(demoPassword);
        address = blankToNull(address);
        sealingKey = blankToNull(sealingKey);
        restoreRoot = blankToNull(restoreRoot);
        firstOwner = blankToNull(firstOwner);
        firstOwnerPassword = blankToNull(firstOwnerPassword);
        firstWorkspace = blankToNull(firstWorkspace);
        if (evidenceMaxAge.toDays() < 1 || evidenceMaxAge.toDays() > 36_500) {
            throw new StartRefused("RUNTRUTH_EVIDENCE_MAX_AGE must be 1 to 36500 days, for example 35d.");
        }
        if (sealingKey != null && sealingKey.length() < SHORTEST_KEY) {
            throw new StartRefused("RUNTRUTH_SEALING_KEY must be a random text of 32 characters or more.");
        }
        if (address != null && !ADDRESS.matcher(address).matches()) {
            throw new StartRefused("RUNTRUTH_ADDRESS must be an address like https://console.example, without a path.");
        }
        var set =
                (firstOwner == null ? 0 : 1) + (firstOwnerPassword == null ? 0 : 1) + (firstWorkspace == null ? 0 : 1);
        if (set != 0 && set != 3) {
            throw new StartRefused("RUNTRUTH_FIRST_OWNER, RUNTRUTH_FIRST_OWNER_PASSWORD and RUNTRUTH_FIRST_WORKSPACE "
                    + "must be set together, or none of them.");
        }
    }

    /// Who is to own the first workspace of a database without accounts, where that was set.
    public Optional<FirstOwnerSettings> first() {
        return firstOwner == null || firstOwnerPassword == null || firstWorkspace == null
                ? Optional.empty()
                : Optional.of(new FirstOwnerSettings(firstOwner, firstOwnerPassword, firstWorkspace));
    }

    /// Without the passwords, so that they cannot reach a log by accident.
    @Override
    public String toString() {
        return "RuntruthProperties[dataDir=%s, role=%s, demo=%s]".formatted(dataDir, role, demo);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /// @param from `RUNTRUTH_MAIL_FROM`: in whose name e-mails are sent, `Runtruth <runtruth@console.example>`
    public record Mail(@Nullable String from) {

        public Mail {
            from = blankToNull(from);
        }
    }

    /// @param name to sign in with
    /// @param password in clear; it is hashed before it is stored
    /// @param workspace slug
    public record FirstOwnerSettings(String name, String password, String workspace) {

        @Override
        public String toString() {
            return "FirstOwner[name=%s, workspace=%s]".formatted(name, workspace);
        }
    }
}
