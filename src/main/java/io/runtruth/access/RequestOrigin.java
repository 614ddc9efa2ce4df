package io.runtruth.access;

import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// From where the request of this thread came: the peer as the server sees it, behind the proxies that it trusts.
///
/// It is asked of the thread and not carried by the actor: a page of the console that was opened in one place may
/// be used from another, and a job comes from nowhere.
final class RequestOrigin {

    private RequestOrigin() {}

    /// An address as the container writes it; empty in a job, and for what a page does by itself.
    static Optional<String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(attributes.getRequest().getRemoteAddr())
                : Optional.empty();
    }
}
