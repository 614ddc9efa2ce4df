package io.runtruth.api;

import io.runtruth.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.impl.FileUploadIOException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.multipart.MultipartException;

/// The file that a call brings: its content, or the one file of a form. It is read while it comes in, so that
/// nothing is kept of it, on disk or in memory, before whoever takes it has asked for the right to.
///
/// @param name of the part; null where the content itself is the file
record SentFile(@Nullable String name, InputStream content) implements AutoCloseable {

    private static final int MOST_FOR_THE_HEAD_OF_A_PART = 4 * 1024;
    private static final String FORM = "multipart/";
    private static final Set<String> AS_IT_IS = Set.of("", "identity");
    private static final Set<String> UNPACKED = Set.of("", "identity", "gzip", "x-gzip");

    /// Reads up to the first byte of the file. That there is a second one shows only at the end of the first:
    /// reading it then ends in `evidence.one_file`.
    ///
    /// @throws Problem.InvalidInput `evidence.one_file`, `request.content_encoding`
    /// @throws MultipartException where the form is not well-formed, here and while the file is read
    static SentFile of(HttpServletRequest request) throws IOException {
        var type = request.getContentType();
        var isForm = type != null && type.regionMatches(true, 0, FORM, 0, FORM.length());
        requireReadable(request.getHeader(HttpHeaders.CONTENT_ENCODING), isForm);
        if (!isForm) {
            return new SentFile(null, request.getInputStream());
        }
        try {
            return ofForm(request);
        } catch (FileUploadException | MultipartStream.MalformedStreamException | FileUploadIOException e) {
            throw new MultipartException("the form is not well-formed", e);
        }
    }

    /// A file is unpacked by what it is, whatever it is said to be; a form has to come as it is.
    private static void requireReadable(@Nullable String encoding, boolean isForm) {
        var said = encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
        if (!(isForm ? AS_IT_IS : UNPACKED).contains(said)) {
            throw new Problem.InvalidInput("request.content_encoding");
        }
    }

    private static SentFile ofForm(HttpServletRequest request) throws IOException, FileUploadException {
        var form = new FileUpload();
        form.setPartHeaderSizeMax(MOST_FOR_THE_HEAD_OF_A_PART);
        var parts = form.getItemIterator(new ServletRequestContext(request));
        var file = nextFile(parts);
        if (file == null) {
            throw new Problem.InvalidInput("evidence.one_file");
        }
        return new SentFile(file.getName(), new OnlyFile(file.openStream(), parts));
    }

    private static @Nullable FileItemStream nextFile(FileItemIterator parts) throws IOException, FileUploadException {
        while (parts.hasNext()) {
            var part = parts.next();
            if (!part.isFormField()) {
                return part;
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /// The content of the first file of a form; at its end it looks whether there is another.
    private static final class OnlyFile extends FilterInputStream {

        private final FileItemIterator parts;
        private boolean isAtEnd;

        OnlyFile(InputStream content, FileItemIterator parts) {
            super(content);
            this.parts = parts;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                var read = super.read(into, offset, length);
                if (read < 0 && !isAtEnd) {
                    isAtEnd = true;
                    refuseAnother();
                }
                return read;
            } catch (MultipartStream.MalformedStreamException | FileUploadIOException e) {
                throw new MultipartException("the form is not well-formed", e);
            }
        }

        private void refuseAnother() throws IOException {
            try {
                if (nextFile(parts) != null) {
                    throw new Problem.InvalidInput("evidence.one_file");
                }
            } catch (FileUploadException e) {
                throw new MultipartException("the form is not well-formed", e);
            }
        }

        /// Without the container's own end, which would read whatever is left of the form.
        @Override
        public void close() {
            isAtEnd = true;
        }
    }
}
