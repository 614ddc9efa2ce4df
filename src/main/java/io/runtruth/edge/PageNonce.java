package io.runtruth.edge;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Gives the scripts of each page a word that only this one answer's policy knows. A script that got into the
/// page in any other way does not run.
@Component
final class PageNonce implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;
    private static final int BYTES = 18;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(this::mark);
    }

    private void mark(IndexHtmlResponse page) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        page.getVaadinResponse().setHeader(SecurityHeaders.POLICY, SecurityHeaders.policyWith(nonce));
        // also where a page is shown at the address of a file
        page.getVaadinResponse().setHeader("Cache-Control", "no-store");
        page.getDocument().getElementsByTag("script").attr("nonce", nonce);
    }
}
