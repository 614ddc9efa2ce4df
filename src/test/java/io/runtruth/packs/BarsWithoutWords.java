package io.runtruth.packs;

import java.awt.geom.GeneralPath;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;

/// Finds the bars at the left of findings and of own words beside which no word stands: on a page they then stand
/// alone.
final class BarsWithoutWords extends PDFGraphicsStreamEngine {

    private static final double WIDEST = 4;
    private static final double LOWEST = 3;
    /// Where a page's words begin.
    private static final double LEFT = 50;
    /// Of all that is not the footer, in points above the lower edge.
    private static final double BOTTOM = 56;

    private static final double TOP = 51;

    private final GeneralPath path = new GeneralPath();
    private final List<Rectangle2D> bars = new ArrayList<>();
    private final List<Point2D> glyphs = new ArrayList<>();

    private BarsWithoutWords(PDPage page) {
        super(page);
    }

    /// Each by its page and height.
    static List<String> in(PDDocument pdf) {
        var alone = new ArrayList<String>();
        var number = 0;
        for (var page : pdf.getPages()) {
            number++;
            var engine = new BarsWithoutWords(page);
            try {
                engine.processPage(page);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            for (var bar : engine.alone()) {
                alone.add(String.format(Locale.ROOT, "page %d: %.0f to %.0f", number, bar.getMaxY(), bar.getMinY()));
            }
        }
        return alone;
    }

    private List<Rectangle2D> alone() {
        var box = getPage().getMediaBox();
        var area = new Rectangle2D.Double(0, BOTTOM, box.getWidth(), box.getHeight() - BOTTOM - TOP);
        return joined().stream()
                .map(area::createIntersection)
                .filter(bar -> bar.getHeight() >= LOWEST)
                .filter(bar -> glyphs.stream()
                        .noneMatch(glyph -> glyph.getX() > bar.getMaxX()
                                && glyph.getY() >= bar.getMinY()
                                && glyph.getY() <= bar.getMaxY()))
                .toList();
    }

    /// What is drawn in parts, each directly below the one before.
    private List<Rectangle2D> joined() {
        var joined = new ArrayList<Rectangle2D>();
        bars.stream()
                .sorted(Comparator.comparingDouble(Rectangle2D::getMaxY).reversed())
                .forEach(bar -> {
                    var before = joined.isEmpty() ? null : joined.getLast();
                    if (before != null && before.getMinY() - bar.getMaxY() < 0.5) {
                        before.add(bar);
                    } else {
                        joined.add(bar);
                    }
                });
        return joined;
    }

    @Override
    protected void showGlyph(Matrix at, PDFont font, int code, Vector displacement) {
        glyphs.add(new Point2D.Float(at.getTranslateX(), at.getTranslateY()));
    }

    @Override
    public void fillPath(int windingRule) {
        var bounds = path.getBounds2D();
        if (bounds.getMaxX() <= LEFT && bounds.getWidth() <= WIDEST && bounds.getHeight() >= LOWEST) {
            bars.add(bounds);
        }
        path.reset();
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        path.moveTo(p0.getX(), p0.getY());
        path.lineTo(p1.getX(), p1.getY());
        path.lineTo(p2.getX(), p2.getY());
        path.lineTo(p3.getX(), p3.getY());
        path.closePath();
    }

    @Override
    public void moveTo(float x, float y) {
        path.moveTo(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        path.lineTo(x, y);
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        path.curveTo(x1, y1, x2, y2, x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return path.getCurrentPoint();
    }

    @Override
    public void closePath() {
        path.closePath();
    }

    @Override
    public void endPath() {
        path.reset();
    }

    @Override
    public void strokePath() {
        path.reset();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        fillPath(windingRule);
    }

    @Override
    public void clip(int windingRule) {}

    @Override
    public void drawImage(PDImage image) {}

    @Override
    public void shadingFill(COSName name) {}
}
