package io.runtruth.ui.frame;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.runtruth.access.Capability;
import io.runtruth.access.WorkspaceQueries;
import io.runtruth.shared.Problem;
import io.runtruth.ui.kit.CurrentActor;
import io.runtruth.ui.kit.ProblemMessages;
import io.runtruth.ui.kit.Routes;
import java.util.List;
import org.springframework.http.HttpStatus;

/// A view that could not be entered, for a reason that people can be told: 404, 403, 400, 409 or 422.
@AnonymousAllowed
@ParentLayout(MainLayout.class)
public class ProblemView extends Composite<Div> implements HasErrorParameter<Problem>, HasDynamicTitle {

    private final transient ProblemMessages messages;
    private final transient WorkspaceQueries workspaces;
    private final transient CurrentActor current;
    private String title = "";

    public ProblemView(ProblemMessages messages, WorkspaceQueries workspaces, CurrentActor current) {
        this.messages = messages;
        this.workspaces = workspaces;
        this.current = current;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Problem> parameter) {
        var problem = parameter.getException();
        title = getTranslation("problem.title." + status(problem).value());
        var page = new ErrorPage();
        page.say(
                title,
                problem.code().equals("forbidden") && isReaderAt(event.getLocation())
                        ? getTranslation("problem.forbidden_reader")
                        : messages.of(problem, getLocale()));
        getContent().setId("view-problem");
        getContent().removeAll();
        getContent().add(page);
        return status(problem).value();
    }

    /// Whoever reads what is published only is told nothing of settings that an owner could change.
    private boolean isReaderAt(Location address) {
        var slug = Routes.workspaceIn(address);
        return slug.isPresent()
                && current.find().map(workspaces::mine).orElse(List.of()).stream()
                        .anyMatch(it -> it.slug().equals(slug.get())
                                && it.may(Capability.PUBLISHED_REVIEW_VIEW)
                                && !it.may(Capability.ENVIRONMENT_REVIEW_VIEW));
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
