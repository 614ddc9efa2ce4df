package io.runtruth.ui.reviews;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.access.WorkspaceQueries.WorkspaceRow;
import io.runtruth.live.Change;
import io.runtruth.operations.Via;
import io.runtruth.operations.reads.RunQueries;
import io.runtruth.operations.reads.RunRow;
import io.runtruth.packs.EvidenceExportService;
import io.runtruth.packs.PackService;
import io.runtruth.reviews.EnvironmentReviewService;
import io.runtruth.reviews.FindingHistoryQueries;
import io.runtruth.reviews.PublicationService;
import io.runtruth.reviews.PublishedQueries;
import io.runtruth.reviews.ReviewContent;
import io.runtruth.reviews.ReviewContent.Finding;
import io.runtruth.reviews.ReviewDetail;
import io.runtruth.reviews.ReviewDrift;
import io.runtruth.reviews.ReviewDriftQueries;
import io.runtruth.reviews.ReviewPublication.Neighbour;
import io.runtruth.reviews.ReviewQueries;
import io.runtruth.reviews.ReviewRef;
import io.runtruth.reviews.ReviewRow;
import io.runtruth.reviews.ReviewStatus;
import io.runtruth.reviews.StartRequest;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.WaiverService;
import io.runtruth.shared.Scope;
import io.runtruth.ui.frame.MainLayout;
import io.runtruth.ui.kit.Confirmation;
import io.runtruth.ui.kit.Confirmation.Really;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ExportDialog;
import io.runtruth.ui.kit.LiveUpdates;
import io.runtruth.ui.kit.LocalFormat;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.ReviewWording;
import io.runtruth.ui.kit.Routes;
import io.runtruth.ui.kit.StartToast;
import io.runtruth.ui.kit.Toast;
import io.runtruth.ui.kit.ViewHeader;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One review: the document once it is composed, and until then how far that is. It appears by itself.
@PermitAll
@Route(value = Routes.REVIEW, layout = MainLayout.class)
class ReviewView extends Composite<Div> implements BeforeEnterObserver, HasDynamicTitle {

    /// Parameter of the address: which other review it is compared with.
    private static final String AGAINST = "against";

    /// Parameter of the address: the place of the finding that is to be shown.
    private static final String FINDING = "finding";

    private final EnvironmentReviewService starts;
    private final PublicationService publication;
    private final PackService service;
    private final EvidenceExportService exports;
    private final ReviewQueries reviews;
    private final ReviewDriftQueries drifts;
    private final FindingHistoryQueries histories;
    private final PublishedQueries published;
    private final RunQueries runs;
    private final WorkspaceQueries workspaces;
    private final ReaderDesk desk;
    private final NoteDesk noteDesk;
    private final WaiverService waivers;
    private final ProblemMessages messages;
    private final CurrentActor current;
    private final Clock clock;

    private final ViewHeader header = new ViewHeader("");
    private final Span facts = new Span();
    private final Button publish = new Button();
    private final Button archive = new Button();
    private final Button refresh = new Button();
    private final Button print = new Button();
    private final Button packs = new Button();
    private final Button share = new Button();
    private final Button export = new Button();
    private final Div body = new Div();
    private final CompositionPanel composition = new CompositionPanel();
    private final NewerReview newer = new NewerReview(this::address);
    private final ReviewNotes notes = new ReviewNotes(this::readAgain);

    private FindingFilter filter = FindingFilter.NONE;
    private @Nullable UUID against;
    private @Nullable ReviewDocument document;
    private @Nullable ReviewReaders readers;
    private @Nullable WorkspaceRow workspace;
    /// These two are also read on the feed's thread.
    private volatile @Nullable UUID asked;
    private volatile @Nullable ReviewDetail shown;

    ReviewView(
            EnvironmentReviewService starts,
            PublicationService publication,
            PackService service,
            EvidenceExportService exports,
            ReviewQueries reviews,
            ReviewDriftQueries drifts,
            FindingHistoryQueries histories,
            PublishedQueries published,
            RunQueries runs,
            WorkspaceQueries workspaces,
            ReaderDesk desk,
            NoteDesk noteDesk,
            WaiverService waivers,
            ProblemMessages messages,
            CurrentActor current,
            LiveUpdates live,
            Clock clock) {
        this.clock = clock;
        this.starts = starts;
        this.publication = publication;
        this.service = service;
        this.exports = exports;
        this.reviews = reviews;
        this.drifts = drifts;
        this.histories = histories;
        this.published = published;
        this.runs = runs;
        this.workspaces = workspaces;
        this.desk = desk;
        this.noteDesk = noteDesk;
        this.waivers = waivers;
        this.messages = messages;
        this.current = current;
        addActions();
        getContent().setId("view-review");
        getContent().addClassName("view");
        getContent().add(header, newer, notes.offers(), body, notes.draft());
        live.bind(this, this::concerns, this::changed);
        live.tick(this, this::age);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var parameters = event.getRouteParameters();
        workspace = workspaces.bySlug(
                current.get(), parameters.get(Routes.WORKSPACE_PARAMETER).orElseThrow());
        var id = Routes.id(parameters.get(Routes.REVIEW_PARAMETER).orElseThrow());
        filter = FindingFilter.parse(event.getLocation().getQueryParameters().getParameters());
        against = event.getLocation()
                .getQueryParameters()
                .getSingleParameter(AGAINST)
                .map(Routes::id)
                .orElse(null);
        asked = id;
        shown = null;
        document = null;
        readers = null;
        show(read(id));
        event.getLocation()
                .getQueryParameters()
                .getSingleParameter(FINDING)
                .filter(it -> it.matches("\\d{1,5}"))
                .ifPresent(it -> reveal(Integer.parseInt(it)));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("review.page.title", review().environment().name());
    }

    private void addActions() {
        publish.setId("action-publish");
        publish.setText(getTranslation("review.action.publish"));
        publish.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.PRIMARY);
        publish.addClickListener(_ -> goToPublish());
        archive.setId("action-archive");
        archive.setText(getTranslation("review.action.archive"));
        archive.addThemeVariants(ButtonVariant.SMALL);
        archive.addClickListener(_ -> askToArchive());
        refresh.setId("action-refresh");
        refresh.addThemeVariants(ButtonVariant.SMALL);
        refresh.addClickListener(_ -> refresh());
        print.setId("action-print");
        print.setText(getTranslation("review.action.print"));
        print.addThemeVariants(ButtonVariant.SMALL);
        print.addClickListener(_ -> print());
        packs.setId("action-packs");
        packs.setText(getTranslation("pack.action"));
        packs.addThemeVariants(ButtonVariant.SMALL);
        packs.addClickListener(_ -> offerPacks());
        share.setId("action-share");
        share.setText(getTranslation("share.action"));
        share.addThemeVariants(ButtonVariant.SMALL);
        share.addClickListener(_ -> new ShareDialog(desk.at(here(), review()), clock).open());
        export.setId("action-export");
        export.setText(getTranslation("export.action"));
        export.addThemeVariants(ButtonVariant.SMALL);
        export.addClickListener(_ -> offerExport());
        facts.addClassName("cell");
        header.addFacts(facts);
        header.addActions(publish, refresh, archive, packs, share, export, print);
    }

    /// Draws again only what has changed, so that a document stays where its reader is.
    private void show(ReviewDetail read) {
        var before = shown;
        shown = read;
        if (read.content() == null) {
            showComposition();
        } else if (document != null && before != null && isSameDocument(read, before)) {
            document.tell(read.review());
            told(read.review());
            if (!Objects.equals(read.review().publication(), before.review().publication())) {
                showDrift();
            }
        } else {
            showDocument(read, read.content());
        }
        notes.show(noteDesk.at(here(), read.review()), read.notes(), document);
        if (!read.equals(before)) {
            showHeader(read);
            showNewer();
        }
    }

    private void readAgain() {
        show(read(review().id()));
    }

    private static boolean isSameDocument(ReviewDetail one, ReviewDetail other) {
        return one.review().fingerprint().equals(other.review().fingerprint())
                && Objects.equals(one.content(), other.content());
    }

    private void showDocument(ReviewDetail read, ReviewContent content) {
        var review = read.review();
        readers = null;
        var past = histories.histories(current.get(), here().id(), read);
        var made = new ReviewDocument(
                review,
                content,
                this::address,
                LocalFormat.of(UI.getCurrent()),
                clock.instant(),
                filter,
                this::narrowed,
                finding -> Optional.ofNullable(past.get(finding)),
                finding -> Optional.ofNullable(readers).map(it -> it.of(finding)),
                here().may(Capability.ENVIRONMENT_REVIEW_MANAGE) ? findings -> accept(content, findings) : null);
        document = made;
        body.removeAll();
        body.add(made);
        told(review);
        showDrift();
    }

    /// From when it is published on.
    private void told(ReviewRow review) {
        if (readers != null) {
            readers.read(desk.at(here(), review));
        } else if (review.publication() != null) {
            var made = new ReviewReaders(desk.at(here(), review), this::reveal);
            readers = made;
            body.addComponentAsFirst(made);
        }
    }

    private void reveal(int finding) {
        if (document != null) {
            document.reveal(finding);
        }
    }

    private String address(UUID reviewId) {
        return Routes.review(here().slug(), reviewId);
    }

    private void showDrift() {
        if (document != null) {
            var drift = drifts.drift(current.get(), here().id(), review().id());
            document.tell(drift, compared(drift), this::compare);
        }
    }

    /// As it was published, or with another that the address names.
    private DriftSection.DriftShown compared(Optional<ReviewDrift> kept) {
        var others = review().publication() == null
                ? List.<Neighbour>of()
                : published.reviews(current.get(), ref(review()).scope()).stream()
                        .filter(it -> !it.reviewId().equals(review().id()))
                        .toList();
        var drift = others.stream()
                .filter(it -> it.reviewId().equals(against))
                .findFirst()
                .map(it -> drifts.between(current.get(), here().id(), review().id(), it.reviewId()))
                .or(() -> kept);
        return drift.map(it ->
                        new DriftSection.DriftShown(it, readable(it.against().reviewId()), others))
                .orElseGet(() -> new DriftSection.DriftShown(null, null, others));
    }

    private @Nullable String readable(@Nullable UUID reviewId) {
        return reviewId == null
                        || reviews.rows(current.get(), here().id(), List.of(reviewId))
                                .isEmpty()
                ? null
                : address(reviewId);
    }

    private void compare(UUID other) {
        against = other;
        keepInAddress();
        showDrift();
    }

    /// What the reader chose is in the URL, for the next time and for others.
    private void narrowed(FindingFilter chosen) {
        filter = chosen;
        keepInAddress();
    }

    private void keepInAddress() {
        var parameters = new LinkedHashMap<>(filter.parameters());
        if (against != null) {
            parameters.put(AGAINST, against.toString());
        }
        UI.getCurrent()
                .getPage()
                .getHistory()
                .replaceState(null, new Location(address(review().id()), QueryParameters.simple(parameters)));
    }

    /// Once the browser has drawn what the screen had left out.
    private void print() {
        if (document != null) {
            document.forPaper();
        }
        UI.getCurrent().getPage().executeJs("requestAnimationFrame(() => setTimeout(() => window.print()))");
    }

    private void showHeader(ReviewDetail read) {
        var review = read.review();
        header.setTitle(getPageTitle());
        facts.removeAll();
        if (review.publication() != null) {
            facts.add(new Span(
                    getTranslation("review.number", review.publication().number())));
        }
        facts.add(ReviewWording.badge(review.status()));
        if (here().may(Capability.ENVIRONMENT_REVIEW_VIEW)) {
            var path = Routes.environment(here().slug(), review.environment().slug());
            var environment = new Anchor(path, getTranslation("review.page.environment"));
            environment.addClassName("screen-only");
            facts.add(environment);
        }
        var manages = here().may(Capability.ENVIRONMENT_REVIEW_MANAGE);
        refresh.setText(
                getTranslation(read.content() == null ? "review.action.compose_again" : "review.action.refresh"));
        refresh.setVisible(isMutable(review.status()) && manages);
        publish.setVisible(review.status() == ReviewStatus.READY && manages);
        archive.setVisible(review.status().isAvailable() && manages);
        packs.setVisible(read.content() != null);
        share.setVisible(review.status().isOut() && desk.at(here(), review).mayManage());
        export.setVisible(read.content() != null && mayExport());
        print.setVisible(read.content() != null);
    }

    /// Of a superseded review, also where the one that took its place was superseded or withdrawn since.
    private void showNewer() {
        var own = review().publication();
        newer.show(
                own == null || review().status() != ReviewStatus.SUPERSEDED
                        ? Optional.empty()
                        : published.reviews(current.get(), ref(review()).scope()).stream()
                                .filter(it -> it.number() > own.number())
                                .findFirst());
    }

    private void showComposition() {
        document = null;
        composition.show(here().slug(), review().status(), run());
        if (composition.getParent().isEmpty()) {
            body.removeAll();
            body.add(composition);
        }
    }

    /// Another review that was published is what this one is compared with, as long as it can be published itself.
    private void changed(Collection<Change> changes) {
        age();
        if (readers != null && changes.stream().anyMatch(change -> change.kind() == Change.Kind.READER)) {
            readers.read(readers.at());
        }
        if (review().status() == ReviewStatus.READY
                && changes.stream().anyMatch(change -> !change.id().equals(review().id()))) {
            showDrift();
            notes.offer(noteDesk.at(here(), review()));
        }
        showNewer();
    }

    /// A draft is read again as it is; of a document only whether something became of it, or is said of it.
    private void age() {
        var known = Objects.requireNonNull(shown, "entered");
        var row = known.review();
        if (row.status() == ReviewStatus.DRAFT
                || !List.of(row).equals(reviews.rows(current.get(), here().id(), List.of(row.id())))
                || !known.notes().equals(reviews.notes(current.get(), here().id(), row.id()))) {
            readAgain();
        }
    }

    private void refresh() {
        var review = review();
        var ask = new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
        tell(starts.refresh(current.get(), ref(review), ask));
        show(read(review.id()));
    }

    private void goToPublish() {
        UI.getCurrent().navigate(Routes.publish(here().slug(), review().id()));
    }

    private void askToArchive() {
        var seen = review();
        Confirmation.ask(
                new Really(
                        "archive",
                        getTranslation(
                                "review.archive.title", seen.environment().name()),
                        List.of(getTranslation(
                                seen.status() == ReviewStatus.PUBLISHED
                                        ? "review.archive.published"
                                        : "review.archive.ready")),
                        getTranslation("review.archive.keep"),
                        getTranslation("review.action.archive")),
                () -> {
                    publication.archive(current.get(), ref(seen), seen.fingerprint());
                    Toast.done(getTranslation("review.archive.done"));
                    show(read(seen.id()));
                });
    }

    private void accept(ReviewContent content, List<Finding> findings) {
        var ask = new StartRequest(Via.CONSOLE, UUID.randomUUID().toString());
        new AcceptRiskDialog(content, findings)
                .open(
                        messages,
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        current.get().name(),
                        asked -> {
                            waivers.accept(current.get(), here().id(), asked, ask);
                            Toast.done(getTranslation("accepted.done"));
                        });
    }

    private void offerPacks() {
        var workspaceId = here().id();
        var reviewId = review().id();
        new PackDialog(
                        service.profiles(current.get(), workspaceId),
                        service.language(current.get(), workspaceId),
                        order -> service.write(current.get(), workspaceId, reviewId, order))
                .open();
    }

    private boolean mayExport() {
        return List.of(Capability.ENVIRONMENT_REVIEW_VIEW, Capability.OPERATIONS_VIEW, Capability.AUDIT_VIEW).stream()
                .allMatch(here()::may);
    }

    private void offerExport() {
        var workspaceId = here().id();
        var reviewId = review().id();
        new ExportDialog(
                        getTranslation("export.dialog.review"),
                        () -> exports.ofReview(current.get(), workspaceId, reviewId, null))
                .open();
    }

    private ReviewRef ref(ReviewRow review) {
        return new ReviewRef(new Scope(here().id(), review.environment().id()), review.id());
    }

    private void tell(StartResult result) {
        if (result instanceof StartResult.AlreadyAvailable(var id, var _) && id.equals(review().id())) {
            Toast.done(getTranslation("review.refresh.current"));
            return;
        }
        var environment = review().environment();
        StartToast.show(new StartToast.Subject(here().slug(), environment.slug(), environment.name()), result);
    }

    private boolean concerns(Change change) {
        var known = shown;
        return change.id().equals(asked)
                || (known != null
                        && (change.id().equals(known.review().runId())
                                || (change.kind() == Change.Kind.REVIEW
                                        && known.review().environment().id().equals(change.environmentId()))));
    }

    private ReviewDetail read(UUID id) {
        return reviews.detail(current.get(), here().id(), id);
    }

    private Optional<RunRow> run() {
        return Optional.ofNullable(review().runId())
                .filter(_ -> here().may(Capability.OPERATIONS_VIEW))
                .flatMap(id -> runs.rows(current.get(), here().id(), List.of(id)).stream()
                        .findFirst());
    }

    private ReviewRow review() {
        return Objects.requireNonNull(shown, "entered").review();
    }

    private WorkspaceRow here() {
        return Objects.requireNonNull(workspace, "entered");
    }

    private static boolean isMutable(ReviewStatus status) {
        return switch (status) {
            case DRAFT, READY, FAILED -> true;
            case PUBLISHED, SUPERSEDED, ARCHIVED -> false;
        };
    }
}
