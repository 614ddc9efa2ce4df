package io.runtruth.access;

import io.runtruth.access.FirstEnvironments.FirstEnvironment;
import io.runtruth.access.WorkspaceService.NewMember;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Slug;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The set-up of a database in which nobody can sign in yet (contract 8): the first owner, who is a system operator
/// too, the first workspace and its first environments, all of them or nothing. Only one set-up of a database ever
/// succeeds, on whatever node.
@Service
public class SetupService {

    /// For how long a start's code opens the set-up; the next start prints another one.
    public static final Duration CODE_LASTS = Duration.ofHours(24);

    static final int TRIES_AT_ONCE = 10;
    private static final Duration ONE_MORE = Duration.ofSeconds(10);
    private static final Actor SET_UP = new Actor.System("set-up");
    private static final Actor START = new Actor.System("start");

    private final SetupRepository setup;
    private final AccountService accounts;
    private final WorkspaceService workspaces;
    private final FirstEnvironments environments;
    private final NewWorkspaces defaults;
    private final Clock clock;
    private final AddressLimit tries;
    private volatile boolean isDone;

    SetupService(
            SetupRepository setup,
            AccountService accounts,
            WorkspaceService workspaces,
            FirstEnvironments environments,
            NewWorkspaces defaults,
            Clock clock) {
        this.setup = setup;
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.environments = environments;
        this.defaults = defaults;
        this.clock = clock;
        this.tries = new AddressLimit(clock, TRIES_AT_ONCE, ONE_MORE);
    }

    /// Whether nobody can sign in yet. Once somebody can, it stays so: an account is never removed.
    @Transactional(readOnly = true)
    public boolean isOpen() {
        if (!isDone) {
            isDone = setup.hasAccounts();
        }
        return !isDone;
    }

    /// A new code for whoever reads this node's output; every node takes it until [#CODE_LASTS] is over or somebody
    /// has set up.
    ///
    /// @return empty where there is an account
    @Transactional
    public Optional<String> issueCode() {
        setup.lock();
        if (setup.hasAccounts()) {
            return Optional.empty();
        }
        var code = SetupCode.generate();
        setup.forgetOld(clock.instant());
        setup.insert(code, clock.instant(), CODE_LASTS);
        return Optional.of(code.shown());
    }

    /// By whoever has a code. It commits with all that is made, so it opens nothing a second time.
    ///
    /// @throws Problem.InvalidInput `setup.code` for a code that no start printed, or that is too old
    /// @throws Problem.Conflict `setup.done` where somebody was quicker, `setup.throttled` after too many
    ///     tries from this address
    @Transactional
    public SetUp complete(String code, FirstSteps steps) {
        if (!tries.take(RequestOrigin.current().orElse(null))) {
            throw new Problem.Conflict("setup.throttled");
        }
        setup.lock();
        if (setup.hasAccounts()) {
            throw new Problem.Conflict("setup.done");
        }
        if (!setup.knows(SetupCode.typed(code), clock.instant())) {
            throw new Problem.InvalidInput("setup.code");
        }
        return make(SET_UP, steps);
    }

    /// By the variables of a start.
    ///
    /// @return empty where there is an account already: an earlier start made it, or another node does just now
    @Transactional
    public Optional<SetUp> first(FirstSteps steps) {
        setup.lock();
        return setup.hasAccounts() ? Optional.empty() : Optional.of(make(START, steps));
    }

    private SetUp make(Actor actor, FirstSteps steps) {
        var owner = accounts.create(actor, steps.owner());
        var workspace =
                workspaces.create(actor, steps.workspaceSlug(), steps.workspaceName(), defaults.evidenceMaxAge());
        workspaces.ensureMember(actor, new NewMember(workspace, owner, Role.OWNER));
        environments.create(actor, workspace, steps.environments());
        setup.forgetAll();
        return new SetUp(workspace, owner, steps.workspaceSlug());
    }

    /// What a set-up makes.
    ///
    /// @param owner becomes a system operator
    /// @param environments may be none, 50 at most
    public record FirstSteps(
            NewAccount owner, String workspaceSlug, String workspaceName, List<FirstEnvironment> environments) {

        public static final int MOST_ENVIRONMENTS = 50;

        public FirstSteps {
            if (!owner.systemOperator() || owner.demo() || environments.size() > MOST_ENVIRONMENTS) {
                throw new IllegalArgumentException(owner + ", environments " + environments.size());
            }
            Slug.require(workspaceSlug);
            workspaceName = Label.require(workspaceName);
            environments = List.copyOf(environments);
        }
    }

    public record SetUp(UUID workspaceId, UUID ownerId, String workspaceSlug) {}
}
