package io.runtruth.node;

import io.runtruth.access.AccountService;
import io.runtruth.access.NewAccount;
import io.runtruth.access.Role;
import io.runtruth.access.WorkspaceService;
import io.runtruth.node.demo.DemoMode;
import io.runtruth.shared.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Makes the first owner and the first workspace of a database in which nobody can sign in yet, from
/// `RUNTRUTH_FIRST_OWNER`, `RUNTRUTH_FIRST_OWNER_PASSWORD` and `RUNTRUTH_FIRST_WORKSPACE`; once there is an account
/// they change nothing. Refuses a start that would show demo accounts, whose password may be known, to other machines.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirstOwner implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstOwner.class);

    private final RuntruthProperties properties;
    private final DemoMode demo;
    private final AccountService accounts;
    private final WorkspaceService workspaces;

    FirstOwner(RuntruthProperties properties, DemoMode demo, AccountService accounts, WorkspaceService workspaces) {
        this.properties = properties;
        this.demo = demo;
        this.accounts = accounts;
        this.workspaces = workspaces;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (demo instanceof DemoMode.Off(var reachable) && reachable && accounts.hasDemoAccounts()) {
            throw new StartRefused("This database holds demo accounts, so the console must stay on this machine: "
                    + "set SERVER_ADDRESS to 127.0.0.1, or use another database.");
        }
        properties.first().filter(_ -> accounts.isEmpty()).ifPresent(this::create);
    }

    private void create(RuntruthProperties.FirstOwner first) {
        var account = accounts.create(new NewAccount(first.name(), first.name(), first.password(), false, false));
        var workspace = workspaces.create(first.workspace(), first.workspace(), properties.evidenceMaxAge());
        workspaces.ensureMember(new WorkspaceService.Membership(workspace, account, Role.OWNER));
        LOG.info("made the first owner {} and the workspace {}", first.name(), first.workspace());
    }
}
