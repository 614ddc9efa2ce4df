package io.runtruth.node;

import io.runtruth.access.NewWorkspaces;
import io.runtruth.access.PasswordRules;
import io.runtruth.access.ProviderRules;
import io.runtruth.access.SignInKey;
import io.runtruth.evidence.UploadFolder;
import io.runtruth.mail.MailSettings;
import io.runtruth.node.demo.DemoMode;
import io.runtruth.node.demo.DemoRule;
import io.runtruth.node.embedded.DataFolder;
import io.runtruth.node.embedded.EmbeddedConnection;
import io.runtruth.operations.keeping.KeepingRules;
import io.runtruth.operations.queue.NodeBuild;
import io.runtruth.operations.queue.NodeRole;
import io.runtruth.packs.PackFolder;
import io.runtruth.restore.RestoreSettings;
import io.runtruth.shared.SealingKey;
import io.runtruth.shared.StartRefused;
import io.runtruth.webhooks.WebhookSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import tools.jackson.databind.json.JsonMapper;

/// What every part of a node shares: its settings, its clock, and how JSON is kept in the database.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({RuntruthProperties.class, KeepingRules.class, ProviderRules.class})
class NodeConfiguration {

    /// UTC, in whole microseconds: what PostgreSQL keeps, so an instant is the same after it was stored.
    @Bean
    static Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Bean
    static SchemaMigration schema(JdbcConnectionDetails database) {
        return new SchemaMigration(database);
    }

    @Bean
    static NewWorkspaces newWorkspaces(RuntruthProperties properties) {
        return new NewWorkspaces(properties.evidenceMaxAge());
    }

    @Bean
    static NodeRole role(RuntruthProperties properties) {
        return properties.role();
    }

    @Bean
    static NodeBuild build(ObjectProvider<BuildProperties> made) {
        var build = made.getIfAvailable();
        return build == null || build.getVersion() == null
                ? NodeBuild.DEVELOPMENT
                : new NodeBuild(build.getVersion(), build.getTime());
    }

    /// What each node does for itself beside its queue, on threads of its own: with virtual threads Spring would
    /// do one after the other, and a long clean-up would hold up the rest.
    @Bean
    static ThreadPoolTaskScheduler taskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(2);
        scheduler.setThreadNamePrefix("scheduling-");
        scheduler.setDaemon(true);
        return scheduler;
    }

    @Bean
    static UploadFolder uploads(RuntruthProperties properties) {
        return new UploadFolder(properties.dataDir().resolve("uploads"));
    }

    @Bean
    static PackFolder packs(RuntruthProperties properties) {
        return new PackFolder(properties.dataDir().resolve("packs"));
    }

    @Bean
    static RestoreSettings restores(RuntruthProperties properties, ObjectProvider<EmbeddedConnection> embedded)
            throws IOException {
        var root = properties.restoreRoot();
        return new RestoreSettings(
                root == null ? null : Path.of(root),
                properties.dataDir().resolve("snapshots"),
                properties.restorePrivate(),
                sealingSecret(properties, embedded).map(it -> SealingKey.of("targets " + it)));
    }

    /// @param embedded where the database is this node's own, the key may be too
    @Bean
    static WebhookSettings webhooks(RuntruthProperties properties, ObjectProvider<EmbeddedConnection> embedded)
            throws IOException {
        return new WebhookSettings(
                properties.webhooksPrivate(),
                Objects.requireNonNullElse(properties.address(), ""),
                sealingSecret(properties, embedded).map(SealingKey::of));
    }

    /// A key apart from that of webhooks: strangers make a node seal with it as often as they like.
    @Bean
    static SignInKey signInKey(RuntruthProperties properties, ObjectProvider<EmbeddedConnection> embedded)
            throws IOException {
        return new SignInKey(sealingSecret(properties, embedded).map(it -> SealingKey.of("sign-in " + it)));
    }

    private static Optional<String> sealingSecret(
            RuntruthProperties properties, ObjectProvider<EmbeddedConnection> embedded) throws IOException {
        var secret = properties.sealingKey();
        if (secret == null && embedded.getIfAvailable() != null) {
            secret = DataFolder.open(properties.dataDir()).secret("sealing-key");
        }
        return Optional.ofNullable(secret);
    }

    /// Null where no mail server is set.
    @Bean
    static @Nullable MailSettings mail(
            RuntruthProperties properties,
            ObjectProvider<JavaMailSender> server,
            ObjectProvider<EmbeddedConnection> embedded)
            throws IOException {
        return MailSettings.of(
                        server.getIfAvailable() != null,
                        Optional.ofNullable(properties.mail().from()),
                        Optional.ofNullable(properties.address()),
                        sealingSecret(properties, embedded).map(SealingKey::of))
                .orElse(null);
    }

    @Bean
    static DemoMode demoMode(
            RuntruthProperties properties,
            ObjectProvider<EmbeddedConnection> embedded,
            ConfigurableEnvironment environment)
            throws IOException {
        var address = NodeStart.address(environment);
        if (!DemoRule.isOn(embedded.getIfAvailable() != null, properties.demo(), address)) {
            return new DemoMode.Off(address == null || !address.isLoopbackAddress());
        }
        var chosen = properties.demoPassword();
        if (chosen != null && chosen.codePointCount(0, chosen.length()) > PasswordRules.LONGEST) {
            throw new StartRefused("RUNTRUTH_DEMO_PASSWORD must have at most %d characters.", PasswordRules.LONGEST);
        }
        return new DemoMode.On(
                chosen != null ? chosen : DataFolder.open(properties.dataDir()).password("demo-password"));
    }

    /// Hibernate's own mapper would write dates as numbers.
    @Bean
    static HibernatePropertiesCustomizer jsonAsEverywhere(JsonMapper mapper) {
        return settings -> settings.put(MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(mapper));
    }
}
