package io.runtruth.ui.frame;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.runtruth.ui.kit.ProblemMessages;
import jakarta.servlet.http.HttpServletResponse;

/// A view that failed: 500, in calm words and with a reference. It stands alone, because the frame around it may be
/// what failed (a database that is away, contract 12).
@AnonymousAllowed
public class UnexpectedView extends Composite<Main> implements HasErrorParameter<Exception>, HasDynamicTitle {

    private final transient ProblemMessages messages;

    public UnexpectedView(ProblemMessages messages) {
        this.messages = messages;
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var page = new ErrorPage();
        page.say(getPageTitle(), messages.of(parameter.getException(), getLocale()));
        getContent().setId("view-unexpected");
        getContent().removeAll();
        getContent().add(page);
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    @Override
    public String getPageTitle() {
        return getTranslation("problem.title.500");
    }
}
