package io.runtruth.api;

import io.runtruth.packs.WrittenPack;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/// Sends a file that was written, and tells its digest.
final class PackAnswer {

    private PackAnswer() {}

    static void send(WrittenPack pack, HttpServletResponse response) throws IOException {
        response.setContentType(pack.contentType());
        response.setContentLengthLong(pack.sizeBytes());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + pack.fileName() + "\"");
        response.setHeader(HttpHeaders.ETAG, "\"" + pack.digest() + "\"");
        response.setHeader("Repr-Digest", pack.reprDigest());
        pack.sendTo(response.getOutputStream());
    }
}
