package io.runtruth.restore;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.restore.TargetPlaceRepository.Placed;
import io.runtruth.restore.target.ConfigurationTarget;
import io.runtruth.restore.target.DirectoryTarget;
import io.runtruth.restore.target.HttpTarget;
import io.runtruth.restore.target.TargetClient;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.restore.target.TargetLimits;
import io.runtruth.restore.target.TargetMetrics;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Finds the target of an environment: below the root that this node is set to, in the folder of its workspace, so
/// that no workspace reaches another's; or at an address, with the token that an owner gave for it.
@Component
class Targets implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private final RestoreSettings settings;
    private final TargetPlaceRepository places;
    private final TargetTokens tokens;
    private final TargetClient client;
    private final Clock clock;

    @Autowired
    Targets(
            RestoreSettings settings,
            TargetPlaceRepository places,
            TargetTokens tokens,
            Clock clock,
            MeterRegistry meters) {
        this(settings, places, tokens, clock, meters, TargetLimits.USUAL);
    }

    Targets(
            RestoreSettings settings,
            TargetPlaceRepository places,
            TargetTokens tokens,
            Clock clock,
            MeterRegistry meters,
            TargetLimits limits) {
        this.settings = settings;
        this.places = places;
        this.tokens = tokens;
        this.clock = clock;
        client = new TargetClient(settings.privateAllowed(), limits, new TargetMetrics(meters));
    }

    /// What an owner can choose from on this node.
    Set<TargetKind> offered() {
        var offered = EnumSet.noneOf(TargetKind.class);
        if (settings.root() != null) {
            offered.add(TargetKind.FOLDER);
        }
        if (tokens.isPossible()) {
            offered.add(TargetKind.HTTP);
        }
        return offered;
    }

    boolean isPlainAllowed() {
        return settings.privateAllowed();
    }

    Optional<Placed> placed(Scope scope) {
        return places.find(scope);
    }

    /// Empty where the environment has none.
    Optional<TargetKind> kind(Scope scope) {
        return placed(scope).map(Placed::kind);
    }

    /// @throws Problem.Conflict `target.none`; `target.no_root` for a folder on a node without a root
    Target of(Scope scope) {
        var placed = places.find(scope)
                .orElseThrow(() -> new Problem.Conflict(offered().isEmpty() ? "target.no_root" : "target.none"));
        return switch (placed.kind()) {
            case FOLDER -> folder(placed);
            case HTTP -> new HttpPlace(scope, placed.place(), placed.sealedToken());
        };
    }

    private Target folder(Placed placed) {
        var root = settings.root();
        if (root == null) {
            throw new Problem.Conflict("target.no_root");
        }
        var names = new ArrayList<>(List.of(placed.workspace()));
        names.addAll(new TargetPlace(placed.place()).names());
        return new FolderPlace(root, List.copyOf(names), placed.place());
    }

    /// The place that a restore was confirmed for, and no other.
    ///
    /// @throws Problem.Conflict as [#of(Scope)]; `restore.target_moved` where the environment has another place now
    Target of(Scope scope, String place) {
        var target = of(scope);
        if (!target.place().equals(place)) {
            throw new Problem.Conflict("restore.target_moved");
        }
        return target;
    }

    /// Whether the environment has the place that a restore was confirmed for.
    boolean isAt(Scope scope, String place) {
        return places.find(scope).filter(it -> it.place().equals(place)).isPresent();
    }

    /// For a person who asked: what the target could not do.
    static Problem problem(TargetFault fault) {
        if (fault.kind() == FaultKind.UNREACHABLE) {
            LOG.warn("the target could not be read at {}", fault.at(), fault);
        }
        var at = DocumentPath.shown(fault.at());
        return switch (fault.kind()) {
            case MISSING -> new Problem.Conflict("target.missing", at);
            case LINK -> new Problem.Conflict("target.link", at);
            case NAME -> new Problem.Conflict("target.name", at);
            case FOLDER -> new Problem.Conflict("target.folder", at);
            case READ_ONLY, NOT_PERMITTED -> new Problem.Conflict("target.not_permitted", at);
            case NO_ROOM -> new Problem.NoRoom();
            case TOO_LARGE -> new Problem.Conflict("target.too_large", at);
            case UNSUPPORTED -> new Problem.Conflict("target.unsupported");
            case NO_KEY -> new Problem.Conflict("target.no_key");
            case PRIVATE_ADDRESS -> new Problem.Conflict("target.private_address");
            case UNTRUSTED -> new Problem.Conflict("target.untrusted");
            case PLAIN -> new Problem.Conflict("target.plain");
            case REDIRECTED -> new Problem.Conflict("target.redirected", at);
            case NO_JSON -> new Problem.Conflict("target.no_json", at);
            case NO_LIST -> new Problem.Conflict("target.no_list", at);
            case BUSY -> new Problem.Conflict("target.busy");
            case TIMED_OUT -> new Problem.Conflict("target.timed_out", at);
            case REFUSED -> new Problem.Conflict("target.refused", at);
            case UNSURE, STOPPED, UNREACHABLE -> new Problem.Conflict("target.unreachable", at);
        };
    }

    @Override
    public void destroy() {
        client.close();
    }

    /// A target that can be opened.
    interface Target {

        /// As people know it.
        String place();

        /// Of one over HTTP nothing is asked yet.
        ConfigurationTarget open() throws TargetFault;
    }

    /// @param names of the folders from the root
    private record FolderPlace(Path root, List<String> names, String place) implements Target {

        @Override
        public ConfigurationTarget open() throws TargetFault {
            return DirectoryTarget.open(root, names, place);
        }
    }

    private final class HttpPlace implements Target {

        private final Scope scope;
        private final String place;
        private final byte @Nullable [] sealedToken;

        HttpPlace(Scope scope, String place, byte @Nullable [] sealedToken) {
            this.scope = scope;
            this.place = place;
            this.sealedToken = sealedToken;
        }

        @Override
        public String place() {
            return place;
        }

        @Override
        public ConfigurationTarget open() throws TargetFault {
            var address = new TargetAddress(place);
            if (address.isPlain() && !isPlainAllowed()) {
                throw new TargetFault(FaultKind.PLAIN, place);
            }
            var token = Optional.ofNullable(sealedToken)
                    .flatMap(it -> tokens.open(scope, address, it))
                    .orElseThrow(() -> new TargetFault(FaultKind.NO_KEY, place));
            return new HttpTarget(client, address.uri(), token, clock);
        }
    }
}
