package io.runtruth.restore.target;

import io.runtruth.restore.DocumentPath;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.shared.Problem;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Reads which documents a target lists, a token at a time: of what a list says otherwise nothing is kept.
final class TargetList {

    private static final int MOST = 100_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(20).build())
            .build();

    private final String at;
    private final Set<DocumentPath> paths = new LinkedHashSet<>();
    private int entries;

    private TargetList(String at) {
        this.at = at;
    }

    /// @param at the target, as people know it
    /// @throws TargetFault `NO_LIST`; `TOO_LARGE` for more than 100,000 entries; `NAME` for a path that
    ///     leads elsewhere, or is none on every system
    static List<DocumentPath> read(byte[] list, String at) throws TargetFault {
        var read = new TargetList(at);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), list)) {
            read.list(parser);
            return List.copyOf(read.paths);
        } catch (JacksonException e) {
            throw new TargetFault(FaultKind.NO_LIST, at, e);
        }
    }

    private void list(JsonParser parser) throws TargetFault {
        var isListed = false;
        expect(parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var isDocuments = parser.currentName().equals("documents");
            var value = parser.nextToken();
            if (isDocuments) {
                expect(!isListed && value == JsonToken.START_ARRAY);
                entries(parser);
                isListed = true;
            } else {
                parser.skipChildren();
            }
        }
        expect(isListed && parser.nextToken() == null);
    }

    private void entries(JsonParser parser) throws TargetFault {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (++entries > MOST) {
                throw new TargetFault(FaultKind.TOO_LARGE, at);
            }
            expect(parser.currentToken() == JsonToken.START_OBJECT);
            var path = path(parser);
            expect(path != null);
            if (path != null && isDocument(path)) {
                paths.add(documentPath(path));
            }
        }
    }

    /// @return null where there is none, or it is no text
    private static @Nullable String path(JsonParser parser) {
        String path = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var isPath = parser.currentName().equals("path");
            var value = parser.nextToken();
            if (isPath) {
                path = value == JsonToken.VALUE_STRING ? parser.getString() : null;
            }
            parser.skipChildren();
        }
        return path;
    }

    private void expect(boolean isList) throws TargetFault {
        if (!isList) {
            throw new TargetFault(FaultKind.NO_LIST, at);
        }
    }

    /// Other files, and what systems keep beside them, are left alone, as in a folder.
    private static boolean isDocument(String path) {
        return DocumentPath.isDocument(path)
                && Arrays.stream(path.split("/", -1)).noneMatch(DocumentPath::isSystems);
    }

    private static DocumentPath documentPath(String path) throws TargetFault {
        try {
            return new DocumentPath(path);
        } catch (Problem.InvalidInput e) {
            throw new TargetFault(FaultKind.NAME, path, e);
        }
    }
}
