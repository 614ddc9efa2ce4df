package io.runtruth.ui.kit;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.runtruth.reviews.NewWaiver.Terms;
import io.runtruth.reviews.ReviewContent.AcceptedRisk;
import io.runtruth.shared.Label;
import io.runtruth.shared.Problem;
import java.time.LocalDate;
import java.util.Objects;

/// Why, by whom and until when a risk is accepted, and when to look at it again.
public final class WaiverFields extends Composite<Div> {

    private static final int USUAL_DAYS = 90;
    private static final int LONGEST_REASON = 2_000;
    private static final int REVIEW_BEFORE = 14;

    private final TextArea reason = new TextArea(getTranslation("accepted.field.reason"));
    private final TextField owner = new TextField(getTranslation("accepted.field.owner"));
    private final DatePicker until = new DatePicker(getTranslation("accepted.field.until"));
    private final DatePicker reviewOn = new DatePicker(getTranslation("accepted.field.review_on"));

    /// @param today of UTC
    public WaiverFields(LocalDate today) {
        reason.setId("accepted-reason");
        reason.setMaxLength(LONGEST_REASON);
        reason.setRequiredIndicatorVisible(true);
        reason.setHelperText(getTranslation("accepted.field.reason_help"));
        owner.setId("accepted-owner");
        owner.setMaxLength(Label.LONGEST);
        owner.setHelperText(getTranslation("accepted.field.owner_help"));
        until.setId("accepted-until");
        until.setRequiredIndicatorVisible(true);
        until.setMin(today);
        until.setMax(today.plusDays(Terms.LONGEST_DAYS));
        until.setHelperText(getTranslation("accepted.field.until_help"));
        reviewOn.setId("accepted-review-on");
        reviewOn.setMin(today);
        until.setValue(today.plusDays(USUAL_DAYS));
        reviewOn.setValue(today.plusDays(USUAL_DAYS - REVIEW_BEFORE));
        until.addValueChangeListener(change -> {
            if (change.isFromClient() && change.getValue() != null) {
                var before = change.getValue().minusDays(REVIEW_BEFORE);
                reviewOn.setValue(before.isBefore(today) ? today : before);
            }
        });
        getContent().addClassName("fields");
        getContent().add(reason, owner, until, reviewOn);
    }

    /// @param name of who answers for it unless somebody else is named
    public void suggest(String name) {
        owner.setValue(name);
    }

    /// As it is now; the days again only where they have not gone by.
    public void show(AcceptedRisk risk) {
        reason.setValue(risk.reason());
        owner.setValue(Objects.requireNonNullElse(risk.owner(), ""));
        if (!risk.until().isBefore(Objects.requireNonNull(until.getMin()))) {
            until.setValue(risk.until());
        }
        reviewOn.setValue(risk.reviewOn().isBefore(Objects.requireNonNull(reviewOn.getMin())) ? null : risk.reviewOn());
    }

    /// @throws Problem.InvalidInput `waiver.no_day`, and as [Terms] has it
    public Terms terms() {
        if (until.getValue() == null) {
            throw new Problem.InvalidInput("waiver.no_day");
        }
        return new Terms(reason.getValue(), owner.getValue(), until.getValue(), reviewOn.getValue());
    }
}
