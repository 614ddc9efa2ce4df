package io.runtruth.edge;

import java.util.List;

/// Whom an answer is for, told by the address alone.
enum RequestKind {
    /// A caller of the API.
    CALL,
    /// Anybody: a file that is the same for all.
    FILE,
    /// A person, or whoever asks how the node is.
    PAGE;

    private static final List<String> FILES = List.of("/VAADIN/build/", "/VAADIN/static/", "/console/", "/aura/");

    /// @param path of the request within the application, decoded and without parameters
    static RequestKind of(String path) {
        if ((path + "/").startsWith("/api/")) {
            return CALL;
        }
        return FILES.stream().anyMatch(path::startsWith) || path.equals("/favicon.ico") ? FILE : PAGE;
    }
}
