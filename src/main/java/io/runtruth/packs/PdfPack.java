package io.runtruth.packs;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.PageSizeUnits;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.springframework.core.io.ClassPathResource;

/// A document as pages: PDF/UA-1 and PDF/A-2a, tagged, with an outline, fonts embedded, and a footer on each page.
/// Nothing is read but what the jar holds, and the logo. Its dates are those of the review, so that the same document
/// is the same
/// bytes.
final class PdfPack {

    private static final String STYLE = PackStyle.read("print.css");
    private static final byte[] COLOURS =
            ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    static {
        XRLog.setLoggingEnabled(false);
    }

    private PdfPack() {}

    /// @param at what the file says when it was made
    static void write(PackDocument document, Paper paper, Instant at, OutputStream out) throws IOException {
        var markup = new StringWriter();
        HtmlPack.writePaged(document, STYLE, new Drawable(markup));
        try (var pdf = new PDDocument();
                var regular = font("LiberationSans-Regular");
                var bold = font("LiberationSans-Bold");
                var mono = font("LiberationMono-Regular")) {
            var builder = new PdfRendererBuilder()
                    .usePDDocument(pdf)
                    .usePdfUaAccessibility(true)
                    .usePdfAConformance(PdfAConformance.PDFA_2_A)
                    .useColorProfile(COLOURS)
                    .withProducer("Runtruth")
                    .useFont(in(pdf, regular), "Text", NORMAL, FontStyle.NORMAL, true)
                    .useFont(in(pdf, bold), "Text", BOLD, FontStyle.NORMAL, true)
                    .useFont(in(pdf, mono), "Mono", NORMAL, FontStyle.NORMAL, true);
            switch (paper) {
                case A4 -> builder.useDefaultPageSize(210, 297, PageSizeUnits.MM);
                case LETTER -> builder.useDefaultPageSize(8.5f, 11, PageSizeUnits.INCHES);
            }
            var logo = document.head().letterhead().logo();
            var only = logo == null ? "" : logo.address();
            builder.useExternalResourceAccessControl(
                    (address, _) -> only.equals(address), ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
            builder.useExternalResourceAccessControl(
                    (address, _) -> only.equals(address), ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
            builder.withHtmlContent(markup.toString(), null);
            try (var renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFKeepOpen();
                describeLinks(pdf);
                date(pdf, at.truncatedTo(ChronoUnit.SECONDS));
                pdf.setDocumentId(at.toEpochMilli());
                pdf.save(out);
            }
        }
    }

    /// Letter by letter: looking for ligatures would take as long as all else.
    private static TrueTypeFont font(String name) throws IOException {
        try (var in = new ClassPathResource("liberation/" + name + ".ttf").getInputStream()) {
            var font = new TTFParser().parse(new RandomAccessReadBuffer(in));
            font.setEnableGsub(false);
            return font;
        }
    }

    private static PDFontSupplier in(PDDocument pdf, TrueTypeFont font) throws IOException {
        return new PDFontSupplier(PDType0Font.load(pdf, font, true));
    }

    /// Each by where it leads, for who can't see where it stands.
    private static void describeLinks(PDDocument pdf) throws IOException {
        for (var page : pdf.getPages()) {
            for (var annotation : page.getAnnotations()) {
                if (annotation instanceof PDAnnotationLink link
                        && link.getContents() == null
                        && link.getAction() instanceof PDActionURI action) {
                    link.setContents(action.getURI());
                }
            }
        }
    }

    /// In the properties and, the same, in the metadata.
    private static void date(PDDocument pdf, Instant at) throws IOException {
        var calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        calendar.setTimeInMillis(at.toEpochMilli());
        var information = pdf.getDocumentInformation();
        information.setCreationDate(calendar);
        information.setModificationDate(calendar);
        var metadata = pdf.getDocumentCatalog().getMetadata();
        try (var stream = metadata.exportXMPMetadata()) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceAll("(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*", "$1" + at);
            pdf.getDocumentCatalog()
                    .setMetadata(new PDMetadata(pdf, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
