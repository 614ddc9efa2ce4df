package io.runtruth.packs.letterhead;

import io.runtruth.shared.Problem;
import io.runtruth.shared.Sha256;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// A picture that was drawn anew from what somebody sent: its points on white, as PNG, and nothing else of the file.
/// Only PNG and JPEG are read: a drawing (SVG) can hold programs and addresses.
public final class Logo {

    /// Of the file that is sent.
    public static final int MOST_BYTES = 512 * 1024;

    static final int MOST_WIDTH = 480;
    static final int MOST_HEIGHT = 160;

    private static final int SHOWN_WIDTH = 240;
    private static final int SHOWN_HEIGHT = 80;
    private static final int SMALLEST_SIDE = 16;
    private static final int LONGEST_SIDE = 4_000;
    private static final long MOST_POINTS = 4_000_000;
    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a");
    private static final byte[] JPEG = HexFormat.of().parseHex("ffd8ff");

    /// A picture takes some 16 MB while it is drawn.
    private static final Object ONE_AT_A_TIME = new Object();

    private final byte[] png;
    private final int width;
    private final int height;

    private Logo(byte[] png, int width, int height) {
        this.png = png;
        this.width = width;
        this.height = height;
    }

    /// As it is kept.
    static Logo kept(byte[] png, int width, int height) {
        return new Logo(png, width, height);
    }

    /// @param file as somebody sent it
    /// @throws Problem.InvalidInput `letterhead.logo_form`, `letterhead.logo_size`
    public static Logo read(byte[] file) {
        if (file.length > MOST_BYTES) {
            throw size();
        }
        synchronized (ONE_AT_A_TIME) {
            return drawn(file);
        }
    }

    private static Logo drawn(byte[] file) {
        var reader = reader(file);
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            return drawn(read(reader));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException _) {
            // what its reader stumbles over is broken, or made to be
            throw form();
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(byte[] file) {
        var name = startsWith(file, PNG) ? "png" : startsWith(file, JPEG) ? "jpeg" : null;
        if (name == null) {
            throw form();
        }
        return ImageIO.getImageReadersByFormatName(name).next();
    }

    private static boolean startsWith(byte[] file, byte[] sign) {
        return file.length >= sign.length && Arrays.equals(file, 0, sign.length, sign, 0, sign.length);
    }

    /// Its measures are looked at before any of its points is.
    private static BufferedImage read(ImageReader reader) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (Math.min(width, height) < SMALLEST_SIDE
                || Math.max(width, height) > LONGEST_SIDE
                || (long) width * height > MOST_POINTS) {
            throw size();
        }
        return reader.read(0, new ImageReadParam());
    }

    private static Logo drawn(BufferedImage image) {
        var share = Math.min(
                1.0, Math.min((double) MOST_WIDTH / image.getWidth(), (double) MOST_HEIGHT / image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * share));
        int height = Math.max(1, (int) Math.round(image.getHeight() * share));
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var pen = drawn.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            pen.drawImage(image, 0, 0, width, height, Color.WHITE, null);
        } finally {
            pen.dispose();
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(drawn, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Logo(out.toByteArray(), width, height);
    }

    private static Problem.InvalidInput form() {
        return new Problem.InvalidInput("letterhead.logo_form");
    }

    private static Problem.InvalidInput size() {
        return new Problem.InvalidInput(
                "letterhead.logo_size", MOST_BYTES >> 10, SMALLEST_SIDE, LONGEST_SIDE, MOST_POINTS / 1_000_000);
    }

    public byte[] png() {
        return png.clone();
    }

    /// 1 to 480 points.
    public int width() {
        return width;
    }

    /// 1 to 160 points.
    public int height() {
        return height;
    }

    /// Wide, as it is shown: its points are close to each other on screens that have as many.
    public int shownWidth() {
        return Math.max(1, (int) Math.round(width * shownShare()));
    }

    /// High, as it is shown.
    public int shownHeight() {
        return Math.max(1, (int) Math.round(height * shownShare()));
    }

    private double shownShare() {
        return Math.min(1.0, Math.min((double) SHOWN_WIDTH / width, (double) SHOWN_HEIGHT / height));
    }

    /// For a page that reads nothing else: `data:image/png;base64,…`.
    public String address() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }

    /// By its points.
    @Override
    public boolean equals(Object other) {
        return other instanceof Logo logo && Arrays.equals(png, logo.png);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(png);
    }

    @Override
    public String toString() {
        return width + "×" + height + " " + Sha256.hex(png);
    }
}
