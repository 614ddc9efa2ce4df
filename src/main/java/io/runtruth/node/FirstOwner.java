package io.runtruth.node;

import io.runtruth.access.AccountService;
import io.runtruth.access.NewAccount;
import io.runtruth.access.SetupService;
import io.runtruth.access.SetupService.FirstSteps;
import io.runtruth.node.demo.DemoMode;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Slug;
import io.runtruth.shared.StartRefused;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Makes the first owner, also a system operator, and the first workspace of a database in which nobody can sign
/// in yet, from `RUNTRUTH_FIRST_OWNER`, `RUNTRUTH_FIRST_OWNER_PASSWORD` and `RUNTRUTH_FIRST_WORKSPACE`; once there
/// is an account they change nothing, and of several nodes that start at once one makes it all. Refuses a start
/// that would show demo accounts, whose password may be known, to other machines.
///
/// All of it before the port is open: no other machine sees such a node even for a moment.
@Component
class FirstOwner implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstOwner.class);

    private final RuntruthProperties properties;
    private final DemoMode demo;
    private final AccountService accounts;
    private final SetupService setup;

    FirstOwner(RuntruthProperties properties, DemoMode demo, AccountService accounts, SetupService setup) {
        this.properties = properties;
        this.demo = demo;
        this.accounts = accounts;
        this.setup = setup;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (demo instanceof DemoMode.Off(var reachable) && reachable && accounts.hasDemoAccounts()) {
            throw new StartRefused("This database holds demo accounts, so the console must stay on this machine: "
                    + "set SERVER_ADDRESS to 127.0.0.1, or use another database.");
        }
        properties.first().filter(_ -> accounts.isEmpty()).ifPresent(this::create);
    }

    private void create(RuntruthProperties.FirstOwnerSettings first) {
        var steps = new FirstSteps(asked(first), first.workspace(), first.workspace(), List.of());
        setup.first(steps)
                .ifPresentOrElse(
                        _ -> LOG.info("made the first owner {} and the workspace {}", first.name(), first.workspace()),
                        () -> LOG.info("another node has made the first owner"));
    }

    /// The rules are those of every account and workspace (contract 8), in the words of who sets variables.
    ///
    /// @throws StartRefused where a variable is against them
    static NewAccount asked(RuntruthProperties.FirstOwnerSettings first) {
        if (!Slug.is(first.workspace())) {
            throw new StartRefused("RUNTRUTH_FIRST_WORKSPACE must be 1 to 63 lower-case letters, digits and inner "
                    + "hyphens, for example contoso.");
        }
        try {
            return new NewAccount(first.name(), first.name(), first.password(), true, false);
        } catch (Problem.InvalidInput wrong) {
            throw new StartRefused(
                    switch (wrong.code()) {
                        case "account.password" ->
                            "RUNTRUTH_FIRST_OWNER_PASSWORD must have %s to %s characters."
                                    .formatted(wrong.arguments().toArray());
                        case "account.password_common" ->
                            "RUNTRUTH_FIRST_OWNER_PASSWORD is one of the commonest passwords, which are tried first "
                                    + "by anybody who guesses: set another one.";
                        default -> "RUNTRUTH_FIRST_OWNER must be 1 to 200 characters without spaces.";
                    });
        }
    }
}
