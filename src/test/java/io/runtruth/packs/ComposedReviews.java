package io.runtruth.packs;

import io.runtruth.access.Actor;
import io.runtruth.access.Role;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.ImportResult;
import io.runtruth.evidence.Upload;
import io.runtruth.operations.Via;
import io.runtruth.operations.work.ManualQueue;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.NewWaiver;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.WaiverService;
import io.runtruth.reviews.WaiverService.PlacedWaiver;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import io.runtruth.testing.TestWorkspaces;
import io.runtruth.texts.Language;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestComponent;
import tools.jackson.databind.json.JsonMapper;

/// Reviews that went the whole way: a file imported, composed and, if wanted, published.
@TestComponent
public class ComposedReviews {

    static final Path SAMPLES = Path.of(System.getProperty("runtruth.samples", "../shared/samples/evidence"));

    private static final int AGE_DAYS = 20_000;

    private final TestWorkspaces some;
    private final EvidenceService evidence;
    private final EnvironmentReviewService reviews;
    private final PublicationService publication;
    private final ReviewQueries queries;
    private final PackService packs;
    private final ManualQueue queue;
    private final WaiverService waivers;
    private final Clock clock;

    public ComposedReviews(
            TestWorkspaces some,
            EvidenceService evidence,
            EnvironmentReviewService reviews,
            PublicationService publication,
            ReviewQueries queries,
            PackService packs,
            ManualQueue queue,
            WaiverService waivers,
            Clock clock) {
        this.some = some;
        this.evidence = evidence;
        this.reviews = reviews;
        this.publication = publication;
        this.queries = queries;
        this.packs = packs;
        this.queue = queue;
        this.waivers = waivers;
        this.clock = clock;
    }

    /// Those that `FACTS.json` tells of; the folder itself where it is not there.
    static Stream<Path> samples() {
        var facts = SAMPLES.resolve("FACTS.json");
        return Files.isRegularFile(facts)
                ? JsonMapper.shared().readTree(facts).get("files").propertyNames().stream()
                        .map(SAMPLES::resolve)
                        .sorted()
                : Stream.of(SAMPLES);
    }

    /// Empty where the file is refused by its name.
    Optional<Composed> of(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return of(file.getFileName().toString(), in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Composed of(String name, byte[] content) {
        return of(name, new ByteArrayInputStream(content)).orElseThrow();
    }

    private Optional<Composed> of(String name, InputStream content) {
        var scope = some.environment(some.workspace(AGE_DAYS));
        var owner = some.person(scope.workspaceId(), Role.OWNER);
        try {
            var result =
                    evidence.importFile(owner, scope, Upload.of(name, content).confirmed());
            if (!(result instanceof ImportResult.Imported)) {
                throw new AssertionError(result);
            }
        } catch (Problem.InvalidInput refused) {
            return Optional.empty();
        }
        return Optional.of(composed(scope, owner));
    }

    /// Of whatever evidence is there.
    Composed composed(Scope scope, Actor.Person owner) {
        var started = (Dispatched) reviews.create(
                owner, scope, new StartRequest(Via.CONSOLE, UUID.randomUUID().toString()));
        queue.work(started.runId());
        return new Composed(scope, owner, started.reviewId());
    }

    /// The same evidence, with the risk of this control accepted.
    Composed accepting(Composed before, String tool, String control) {
        var terms = new NewWaiver.Terms(
                "Planned for spring", null, LocalDate.now(clock).plusDays(30), null);
        waivers.accept(
                before.owner,
                before.scope.workspaceId(),
                List.of(new PlacedWaiver(before.scope, new NewWaiver(tool, control, null, null, terms))),
                new StartRequest(Via.CONSOLE, null));
        return composed(before.scope, before.owner);
    }

    final class Composed {

        final Scope scope;
        final Actor.Person owner;
        final UUID review;

        private Composed(Scope scope, Actor.Person owner, UUID review) {
            this.scope = scope;
            this.owner = owner;
            this.review = review;
        }

        Composed published() {
            publication.publish(owner, new ReviewRef(scope, review), null);
            return this;
        }

        ReviewContent content() {
            return queries.detail(owner, scope.workspaceId(), review).content();
        }

        byte[] pack(PackProfile profile, PackFormat format) {
            return pack(owner, new PackOrder(profile, format, Language.ENGLISH));
        }

        byte[] pack(Actor actor, PackOrder order) {
            try (var pack = packs.write(actor, scope.workspaceId(), review, order)) {
                var bytes = new ByteArrayOutputStream();
                pack.sendTo(bytes);
                return bytes.toByteArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
