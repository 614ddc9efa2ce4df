package io.runtruth.access;

import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// From where the request of this thread came: the peer as the server sees it, behind the proxies that it trusts.
///
/// It is asked of the thread and not carried by the actor: a page of the console that was opened in one place may
/// be used from another, and a job comes from nowhere.
public final class RequestOrigin {

    private static final ScopedValue<String> KEPT = ScopedValue.newInstance();

    private RequestOrigin() {}

    /// What a person asked for and does not wait for: done in another thread, and still from where it was asked.
    public static Runnable kept(Runnable work) {
        return current()
                .<Runnable>map(from -> () -> ScopedValue.where(KEPT, from).run(work))
                .orElse(work);
    }

    /// An address as the container writes it; empty in a job, and for what a page does by itself.
    public static Optional<String> current() {
        return KEPT.isBound() ? Optional.of(KEPT.get()) : ofRequest();
    }

    private static Optional<String> ofRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(attributes.getRequest().getRemoteAddr())
                : Optional.empty();
    }
}
