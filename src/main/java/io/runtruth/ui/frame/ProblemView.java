package io.runtruth.ui.frame;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.ProblemMessages;
import org.springframework.http.HttpStatus;

/// A view that could not be entered, for a reason that people can be told: 404, 403, 400, 409 or 422.
@AnonymousAllowed
@ParentLayout(MainLayout.class)
public class ProblemView extends Composite<Div> implements HasErrorParameter<Problem>, HasDynamicTitle {

    private final transient ProblemMessages messages;
    private String title = "";

    public ProblemView(ProblemMessages messages) {
        this.messages = messages;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Problem> parameter) {
        var problem = parameter.getException();
        title = getTranslation("problem.title." + status(problem).value());
        var page = new ErrorPage();
        page.say(title, messages.of(problem, getLocale()));
        getContent().setId("view-problem");
        getContent().removeAll();
        getContent().add(page);
        return status(problem).value();
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    private static HttpStatus status(Problem problem) {
        return switch (problem) {
            case Problem.NotFound _ -> HttpStatus.NOT_FOUND;
            case Problem.Forbidden _ -> HttpStatus.FORBIDDEN;
            case Problem.InvalidInput _ -> HttpStatus.BAD_REQUEST;
            case Problem.Conflict _ -> HttpStatus.CONFLICT;
            case Problem.NoRoom _ -> HttpStatus.INSUFFICIENT_STORAGE;
            case Problem.TooMuch _ -> HttpStatus.TOO_MANY_REQUESTS;
            case Problem.Unprocessable _ -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }
}
