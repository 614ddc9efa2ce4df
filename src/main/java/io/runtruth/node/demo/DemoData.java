package io.runtruth.node.demo;

import io.runtruth.access.AccountService;
import io.runtruth.access.Actor;
import io.runtruth.access.NewAccount;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceService;
import io.runtruth.access.WorkspaceService.NewMember;
import io.runtruth.environments.EnvironmentService;
import io.runtruth.environments.EnvironmentService.NewEnvironment;
import io.runtruth.evidence.EvidenceQueries;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.Upload;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/// The demo: two workspaces, the seven accounts, and environments with generated evidence: of today's age, too
/// old, and one without any that takes the visitor's own file. Later starts add what is missing and see to the
/// password.
@Component
@Order(0)
class DemoData implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    static final int EVIDENCE_MAX_AGE_DAYS = 35;
    private static final Duration EVIDENCE_MAX_AGE = Duration.ofDays(EVIDENCE_MAX_AGE_DAYS);

    /// Older than the workspace accepts, as it is where nobody has looked for a while.
    private static final int STALE_DAYS = 52;

    private static final Actor SEEDER = new Actor.System("demo");

    private final DemoMode demo;
    private final AccountService accounts;
    private final WorkspaceService workspaces;
    private final EnvironmentService environments;
    private final EvidenceService evidence;
    private final EvidenceQueries snapshots;
    private final Clock clock;

    DemoData(
            DemoMode demo,
            AccountService accounts,
            WorkspaceService workspaces,
            EnvironmentService environments,
            EvidenceService evidence,
            EvidenceQueries snapshots,
            Clock clock) {
        this.demo = demo;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.environments = environments;
        this.evidence = evidence;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (demo instanceof DemoMode.On(var password)) {
            try {
                seed(password);
            } catch (DataIntegrityViolationException | Problem.Conflict e) {
                LOG.info("the demo data is left to another node, which is making it: {}", e.getMessage());
            }
        }
    }

    /// Each step looks first: a start that was cut off is completed by the next one.
    private void seed(String password) {
        var workspace =
                workspaces.find("demo").orElseGet(() -> workspaces.create(SEEDER, "demo", "Demo", EVIDENCE_MAX_AGE));
        var other =
                workspaces.find("other").orElseGet(() -> workspaces.create(SEEDER, "other", "Other", EVIDENCE_MAX_AGE));
        for (var name : DemoMode.ACCOUNTS) {
            var account = account(name, password);
            switch (name) {
                case "outsider" -> workspaces.ensureMember(SEEDER, new NewMember(other, account, Role.OWNER));
                case "system" -> {}
                default ->
                    workspaces.ensureMember(
                            SEEDER, new NewMember(workspace, account, Role.valueOf(name.toUpperCase(Locale.ROOT))));
            }
        }
        scubaGear(environment(workspace, "contoso-m365", "Contoso Microsoft 365"), "Contoso", 2);
        prowler(environment(workspace, "contoso-cloud", "Contoso cloud account"), "Contoso cloud", 3);
        scubaGear(environment(workspace, "fabrikam-m365", "Fabrikam Microsoft 365"), "Fabrikam", 9);
        scubaGear(environment(workspace, "northwind-m365", "Northwind Microsoft 365"), "Northwind", STALE_DAYS);
        // of which DemoStory tells more
        environment(workspace, DemoStory.ENVIRONMENT, DemoStory.TENANT + " Microsoft 365");
        // knows no target yet: for the file that whoever looks at the demo has at hand
        environment(workspace, "yours", "Your own");
        prowler(environment(other, "tailspin-cloud", "Tailspin cloud account"), "Tailspin cloud", 4);
    }

    private UUID account(String name, String password) {
        var known = accounts.find(name);
        known.ifPresent(account -> accounts.ensureDemoPassword(SEEDER, account, password));
        return known.orElseGet(() -> accounts.create(
                SEEDER,
                new NewAccount(
                        name,
                        name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                        password,
                        name.equals("system"),
                        true)));
    }

    private Scope environment(UUID workspace, String slug, String name) {
        return environments
                .find(workspace, slug)
                .orElseGet(() -> environments.create(SEEDER, workspace, new NewEnvironment(slug, name)));
    }

    private void scubaGear(Scope scope, String tenant, int daysAgo) {
        importOnce(scope, "demo-scubagear.json", DemoEvidence.scubaGear(assessment(tenant, daysAgo)));
    }

    private void prowler(Scope scope, String account, int daysAgo) {
        importOnce(scope, "demo-prowler.ocsf.json", DemoEvidence.prowler(assessment(account, daysAgo)));
    }

    private void importOnce(Scope scope, String fileName, byte[] file) {
        if (snapshots.newest(scope).isEmpty()) {
            evidence.importFile(SEEDER, scope, Upload.of(fileName, new ByteArrayInputStream(file)));
        }
    }

    private DemoEvidence.Assessment assessment(String name, int daysAgo) {
        return DemoEvidence.Assessment.of(name, clock.instant().minus(daysAgo, ChronoUnit.DAYS), 0);
    }
}
