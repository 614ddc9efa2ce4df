package io.runtruth.reviews;

import io.runtruth.access.Access;
import io.runtruth.access.Actor;
import io.runtruth.access.Capability;
import io.runtruth.evidence.EvidenceService;
import io.runtruth.evidence.EvidenceSnapshot;
import io.runtruth.evidence.ImportResult;
import io.runtruth.evidence.ImportResult.AlreadyKnown;
import io.runtruth.evidence.ImportResult.Imported;
import io.runtruth.evidence.ImportResult.NeedsConfirmation;
import io.runtruth.evidence.ReceivedUpload;
import io.runtruth.evidence.Upload;
import io.runtruth.reviews.IdempotentAnswers.Asked;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import org.springframework.stereotype.Service;

/// Takes a file in and starts the composition of what came in, as one call of a pipeline (contract 11). The two
/// are two transactions, and each is safe to repeat: the same file is the same snapshot (I15), the same content
/// the same review. A request id covers both (I14).
@Service
public class EvidenceIntakeService {

    private final Access access;
    private final EvidenceService evidence;
    private final IntakeAnswersService answers;

    EvidenceIntakeService(Access access, EvidenceService evidence, IntakeAnswersService answers) {
        this.access = access;
        this.evidence = evidence;
        this.answers = answers;
    }

    /// Imports the file and, where that is asked for, starts the composition of the environment's newest evidence.
    /// Who may not do both is refused before anything is received, so that a pipeline does not run half for months.
    ///
    /// What needs a confirmation has no request id and starts nothing: it is asked about, and sent again.
    ///
    /// @throws Problem as [EvidenceService#importFile] and [EnvironmentReviewService#create]
    public IntakeResult take(Actor actor, Scope scope, Upload upload, StartRequest request, boolean compose) {
        if (compose) {
            access.require(actor, scope, Capability.ENVIRONMENT_REVIEW_MANAGE);
        }
        try (var received = evidence.receive(actor, scope, upload)) {
            var asked = new Asked(request, asked(scope, upload, received, compose));
            answers.reserve(actor, scope, asked);
            return switch (imported(actor, scope, received, asked)) {
                case Imported(var snapshot) -> settled(actor, scope, asked, snapshot, true, compose);
                case AlreadyKnown(var snapshot) -> settled(actor, scope, asked, snapshot, false, compose);
                case NeedsConfirmation open -> {
                    answers.release(actor, scope, asked);
                    yield new IntakeResult(open, null);
                }
            };
        }
    }

    private static String asked(Scope scope, Upload upload, ReceivedUpload received, boolean compose) {
        return "import %s %s format=%s tenant=%s compose=%s"
                .formatted(scope.environmentId(), received.digest(), upload.format(), upload.tenant(), compose);
    }

    private ImportResult imported(Actor actor, Scope scope, ReceivedUpload received, Asked asked) {
        try {
            return evidence.importReceived(received);
        } catch (Problem problem) {
            answers.release(actor, scope, asked);
            throw problem;
        }
    }

    private IntakeResult settled(
            Actor actor, Scope scope, Asked asked, EvidenceSnapshot snapshot, boolean isNew, boolean compose) {
        var answer = answers.settle(actor, scope, asked, isNew, compose);
        return new IntakeResult(answer.isNew() ? new Imported(snapshot) : new AlreadyKnown(snapshot), answer.start());
    }
}
