package io.runtruth.edge;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// The words for what is answered instead of the console or the API, in the language of the request. They are not
/// known here; whoever has the texts provides them.
public interface RefusalWords {

    /// A problem document (RFC 9457) as JSON.
    ///
    /// @param status 400 to 599
    /// @param reference under which the log has more; null where it has not
    byte[] problem(HttpServletRequest request, int status, @Nullable String reference);

    /// A few sentences for a person.
    ///
    /// @param status 400 to 599
    /// @param reference under which the log has more; null where it has not
    String sentence(HttpServletRequest request, int status, @Nullable String reference);
}
