package io.runtruth.restore;

import io.runtruth.restore.TargetPlaceRepository.Placed;
import io.runtruth.restore.target.ConfigurationTarget;
import io.runtruth.restore.target.DirectoryTarget;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Finds the target of an environment: below the root that this node is set to, in the folder of its workspace, so
/// that no workspace reaches another's.
@Component
class Targets {

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private final RestoreSettings settings;
    private final TargetPlaceRepository places;

    Targets(RestoreSettings settings, TargetPlaceRepository places) {
        this.settings = settings;
        this.places = places;
    }

    boolean hasRoot() {
        return settings.root() != null;
    }

    Optional<Placed> placed(Scope scope) {
        return places.find(scope);
    }

    /// @throws Problem.Conflict `target.no_root`, `target.none`
    Target of(Scope scope) {
        var root = settings.root();
        if (root == null) {
            throw new Problem.Conflict("target.no_root");
        }
        var placed = places.find(scope).orElseThrow(() -> new Problem.Conflict("target.none"));
        return target(root, placed.workspace(), placed.place());
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

    private static Target target(Path root, String workspace, String place) {
        var names = new ArrayList<>(List.of(workspace));
        names.addAll(new TargetPlace(place).names());
        return new Target(root, List.copyOf(names), place);
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
            case UNREACHABLE -> new Problem.Conflict("target.unreachable", at);
        };
    }

    /// @param names of the folders from the root
    /// @param place as people know it
    record Target(Path root, List<String> names, String place) {

        ConfigurationTarget open() throws TargetFault {
            return DirectoryTarget.open(root, names, place);
        }
    }
}
