package io.runtruth.ui.reviews;

import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.i18n.I18NProvider;
import io.runtruth.reviews.StartResult;
import io.runtruth.reviews.StartResult.AlreadyAvailable;
import io.runtruth.reviews.StartResult.Dispatched;
import io.runtruth.reviews.StartResult.Refused;
import io.runtruth.reviews.StartResult.ReusedActiveRun;
import io.runtruth.ui.kit.StartToast;
import io.runtruth.ui.kit.StartToast.Subject;
import io.runtruth.ui.kit.Toast;
import java.util.Collection;

/// Tells once what starting several compositions came to.
final class StartSummary {

    private StartSummary() {}

    /// One environment is told as from its row.
    ///
    /// @param answers at least one
    static Notification show(Collection<Answer> answers) {
        if (answers.size() == 1) {
            var only = answers.iterator().next();
            return StartToast.show(only.subject(), only.result());
        }
        return Toast.done(I18NProvider.translate("reviews.compose.summary_title", answers.size()), text(answers));
    }

    private static String text(Collection<Answer> answers) {
        return I18NProvider.translate(
                "reviews.compose.summary",
                count(answers, Dispatched.class),
                count(answers, ReusedActiveRun.class),
                count(answers, AlreadyAvailable.class),
                count(answers, Refused.class));
    }

    private static long count(Collection<Answer> answers, Class<? extends StartResult> kind) {
        return answers.stream().map(Answer::result).filter(kind::isInstance).count();
    }

    record Answer(Subject subject, StartResult result) {}
}
