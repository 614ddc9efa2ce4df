package io.runtruth.api;

import io.runtruth.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/// The file that a call brings: its content, or its one part, which the container has put on disk. It is never whole
/// in memory.
///
/// @param name of the part; null where the content itself is the file
record SentFile(@Nullable String name, InputStream content) implements AutoCloseable {

    /// @throws Problem.InvalidInput `evidence.one_file`
    static SentFile of(HttpServletRequest request) throws IOException {
        var parts = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (parts == null) {
            return new SentFile(null, request.getInputStream());
        }
        var files = parts.getMultiFileMap().values().stream()
                .flatMap(Collection::stream)
                .toList();
        if (files.size() != 1) {
            throw new Problem.InvalidInput("evidence.one_file", files.size());
        }
        return new SentFile(
                files.getFirst().getOriginalFilename(), files.getFirst().getInputStream());
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
