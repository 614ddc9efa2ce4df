package io.runtruth.api;

import io.runtruth.shared.CsvTable;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/// An answer that is kept as a file.
final class CsvAnswer {

    private CsvAnswer() {}

    static CsvTable.Destination to(HttpServletResponse response, String file) {
        return () -> {
            response.setContentType(CsvTable.CONTENT_TYPE);
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
            return response.getOutputStream();
        };
    }
}
