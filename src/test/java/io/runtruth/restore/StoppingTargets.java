package io.runtruth.restore;

import io.micrometer.core.instrument.MeterRegistry;
import io.runtruth.restore.target.ConfigurationTarget;
import io.runtruth.restore.target.StoppingFolder;
import io.runtruth.restore.target.TargetFault;
import io.runtruth.shared.Scope;
import io.runtruth.testing.interleaving.Race;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/// Folders whose documents racers read and write one after the other, and tell what they read.
@Primary
@TestComponent
class StoppingTargets extends Targets {

    static final Set<String> RACED_FOR = Set.of("a.json", "b.json");

    private final Path root;

    StoppingTargets(
            RestoreSettings settings,
            TargetPlaceRepository places,
            TargetTokens tokens,
            Clock clock,
            MeterRegistry meters) {
        super(settings, places, tokens, clock, meters);
        this.root = settings.root();
    }

    @Override
    Target of(Scope scope) {
        var placed = placed(scope).orElseThrow();
        var names = new ArrayList<>(List.of(placed.workspace()));
        names.addAll(new TargetPlace(placed.place()).names());
        return new StoppingPlace(root, names, placed.place());
    }

    private record StoppingPlace(Path root, List<String> names, String place) implements Target {

        @Override
        public ConfigurationTarget open() throws TargetFault {
            return new OneByOne(StoppingFolder.open(root, names, place, RACED_FOR), Race.place());
        }
    }

    /// @param place of the racer who opened it
    private record OneByOne(ConfigurationTarget target, ScopedValue.Carrier place) implements ConfigurationTarget {

        @Override
        public void readAll(Visitor visitor) throws TargetFault {
            target.readAll((path, content) -> {
                Race.tell(read(path, new String(content, StandardCharsets.UTF_8)));
                visitor.found(path, content);
            });
        }

        @Override
        public void readEach(List<DocumentPath> paths, LookVisitor visitor) throws TargetFault {
            target.readEach(paths, visitor);
        }

        @Override
        public Optional<byte[]> read(DocumentPath path) throws TargetFault {
            return target.read(path);
        }

        @Override
        public Put put(DocumentPath path, @Nullable String before, byte[] wanted, PutMark mark) throws TargetFault {
            return place.call(() -> target.put(path, before, wanted, mark));
        }

        /// As told; what a job does at once would not come in the same order twice.
        @Override
        public int putsAtOnce() {
            return 1;
        }

        @Override
        public void settle() throws TargetFault {
            target.settle();
        }

        @Override
        public void close() {
            target.close();
        }

        private static String read(DocumentPath path, String content) {
            return "has read %s: %s".formatted(path.text(), content);
        }
    }
}
