package io.runtruth.restore.target;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.runtruth.restore.ContentDigest;
import io.runtruth.restore.DocumentPath;
import io.runtruth.restore.target.TargetFault.FaultKind;
import io.runtruth.shared.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// A folder below the root that the node is set to. Each step to a document is opened by its name from the folder
/// before it, following no link, so that nothing that is swapped meanwhile leads anywhere else; a document is
/// replaced by renaming a whole new one over it, in the same folder, with the mode of the old one.
///
/// Files that are no documents, and what systems keep beside them (`.git`), are neither read nor touched.
public final class DirectoryTarget implements ConfigurationTarget {

    private static final int MOST_BYTES = 4 << 20;
    private static final int DEEPEST = 16;
    private static final int PUT_AT_ONCE = 16;
    private static final String OURS = ".runtruth-";
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> WRITING =
            Set.of(PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Path root;
    private final String place;
    private final Folder top;
    private final Folder home;
    private final Set<String> written = new ConcurrentSkipListSet<>();
    private final Object making = new Object();

    private DirectoryTarget(Path root, String place, Folder top, Folder home) {
        this.root = root;
        this.place = place;
        this.top = top;
        this.home = home;
    }

    /// @param root as the node is set; may be a link itself
    /// @param names of the folders from there, at least one
    /// @param place as people know it
    /// @throws TargetFault `MISSING`, `LINK`, `UNSUPPORTED`, …
    public static DirectoryTarget open(Path root, List<String> names, String place) throws TargetFault {
        try {
            var real = root.toRealPath();
            var stream = Files.newDirectoryStream(real);
            if (!(stream instanceof SecureDirectoryStream<Path> secure)) {
                stream.close();
                throw new TargetFault(FaultKind.UNSUPPORTED, place);
            }
            return open(real, secure, names, place);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new TargetFault(FaultKind.MISSING, place, e);
        } catch (IOException e) {
            throw fault(e, place);
        }
    }

    /// @param stream of the root, which is closed with the target
    static DirectoryTarget open(Path root, SecureDirectoryStream<Path> stream, List<String> names, String place)
            throws TargetFault {
        var top = new Folder(stream);
        var home = top;
        try {
            for (var name : names) {
                var next = home.open(name, place).orElseThrow(() -> new TargetFault(FaultKind.MISSING, place));
                if (home != top) {
                    home.close();
                }
                home = next;
            }
            return new DirectoryTarget(root, place, top, home);
        } catch (TargetFault | RuntimeException e) {
            home.close();
            top.close();
            throw e;
        }
    }

    @Override
    public void readAll(Visitor visitor) throws TargetFault {
        // a stream gives its entries once
        try (var again = home.again(place)) {
            readAll(again, "", 1, visitor);
        }
    }

    private static void readAll(Folder folder, String prefix, int depth, Visitor visitor) throws TargetFault {
        for (var name : folder.names(prefix)) {
            if (DocumentPath.isSystems(name.toString())) {
                continue;
            }
            var path = prefix + name;
            if (path.indexOf('\uFFFD') >= 0) {
                throw new TargetFault(FaultKind.NAME, path);
            }
            var found = folder.look(name, path);
            if (found == null) {
                continue;
            }
            if (found.isDirectory()) {
                if (depth >= DEEPEST) {
                    throw new TargetFault(FaultKind.TOO_LARGE, path);
                }
                var inner = folder.open(name.toString(), path);
                if (inner.isPresent()) {
                    try (var opened = inner.get()) {
                        readAll(opened, path + "/", depth + 1, visitor);
                    }
                }
            } else if (found.isSymbolicLink() || found.isOther()) {
                throw new TargetFault(FaultKind.LINK, path);
            } else if (DocumentPath.isDocument(name.toString())) {
                var content = folder.read(name, path);
                if (content.isPresent()) {
                    visitor.found(documentPath(path), content.get());
                }
            }
        }
    }

    private static DocumentPath documentPath(String path) throws TargetFault {
        try {
            return new DocumentPath(path);
        } catch (Problem.InvalidInput e) {
            throw new TargetFault(FaultKind.NAME, path, e);
        }
    }

    @Override
    public Optional<byte[]> read(DocumentPath path) throws TargetFault {
        try (var opened = open(path, false)) {
            if (opened == null) {
                return Optional.empty();
            }
            var name = name(path);
            var found = opened.folder.look(name, path.text());
            if (found == null) {
                return Optional.empty();
            }
            requireFile(found, path);
            return opened.folder.read(name, path.text());
        }
    }

    @Override
    public void readEach(List<DocumentPath> paths, LookVisitor visitor) throws TargetFault {
        for (var path : paths) {
            Optional<byte[]> content;
            try {
                content = read(path);
            } catch (TargetFault e) {
                switch (e.kind()) {
                    // it is not there as a document
                    case LINK, FOLDER -> content = Optional.empty();
                    case STOPPED -> throw e;
                    default -> {
                        continue;
                    }
                }
            }
            visitor.looked(path, content);
        }
    }

    private static void requireFile(PosixFileAttributes found, DocumentPath path) throws TargetFault {
        if (found.isDirectory()) {
            throw new TargetFault(FaultKind.FOLDER, path.text());
        }
        if (!found.isRegularFile()) {
            throw new TargetFault(FaultKind.LINK, path.text());
        }
    }

    @Override
    public Put put(DocumentPath path, @Nullable String before, byte[] wanted, PutMark mark) throws TargetFault {
        try (var opened = open(path, before == null)) {
            if (opened == null) {
                return Put.CHANGED;
            }
            var put = new FolderPut(opened.folder, path, before, ContentDigest.of(wanted), mark);
            put.removeEarlier();
            var is = put.looked();
            return is == null ? put.write(wanted) : is;
        }
    }

    /// One try to write one document. Earlier attempts may go on with it meanwhile: they write a part,
    /// look, and rename it, so that one whose part was removed here after a look renames nothing any more,
    /// and one that made its part later looks later too.
    private final class FolderPut {

        private final Folder folder;
        private final DocumentPath path;
        private final Path name;
        private final @Nullable String before;
        private final String wanted;
        private final PutMark mark;
        private @Nullable Set<PosixFilePermission> mode;

        FolderPut(Folder folder, DocumentPath path, @Nullable String before, String wanted, PutMark mark)
                throws TargetFault {
            this.folder = folder;
            this.path = path;
            this.name = name(path);
            this.before = before;
            this.wanted = wanted;
            this.mark = mark;
        }

        void removeEarlier() throws TargetFault {
            for (int earlier = 1; earlier < mark.attempt(); earlier++) {
                folder.remove(part(mark.document(), earlier), path.text());
            }
        }

        /// @return what there is to say; null where it is as expected, and can be written
        @Nullable
        Put looked() throws TargetFault {
            var found = folder.look(name, path.text());
            if (found != null) {
                requireFile(found, path);
            }
            var is = found == null
                    ? null
                    : folder.read(name, path.text()).map(ContentDigest::of).orElse(null);
            if (wanted.equals(is)) {
                written.add(folderOf(path));
                return Put.ALREADY;
            }
            if (!Objects.equals(before, is)) {
                removeEarlier();
                return Put.CHANGED;
            }
            mode = found == null ? null : found.permissions();
            if (mode != null && mode.stream().noneMatch(WRITING::contains)) {
                throw new TargetFault(FaultKind.READ_ONLY, path.text());
            }
            return null;
        }

        /// Looks once more when all is ready: it took its time.
        Put write(byte[] content) throws TargetFault {
            var part = part(mark.document(), mark.attempt());
            var isMoved = false;
            try {
                folder.write(part, content, mode, path.text());
                var is = looked();
                if (is == null) {
                    folder.move(part, name, path.text());
                    isMoved = true;
                    written.add(folderOf(path));
                }
                return is == null ? Put.APPLIED : is;
            } finally {
                if (!isMoved) {
                    folder.removeQuietly(part);
                }
            }
        }
    }

    private static Path part(String document, int attempt) {
        return Path.of(OURS + document + "-" + attempt + ".part");
    }

    @Override
    public int putsAtOnce() {
        return PUT_AT_ONCE;
    }

    @Override
    public void settle() throws TargetFault {
        try {
            settleAll();
        } finally {
            // also where it failed: what was written so far is told of once
            written.clear();
        }
    }

    private void settleAll() throws TargetFault {
        for (var folder : written) {
            var names = folder.isEmpty() ? List.<String>of() : List.of(folder.split("/"));
            try (var opened = open(names, folder, false)) {
                if (opened != null) {
                    opened.folder.settle(folder);
                }
            } catch (FolderGone e) {
                throw new TargetFault(FaultKind.FOLDER, folder, e);
            }
        }
    }

    @Override
    public void close() {
        home.close();
        top.close();
    }

    private static String folderOf(DocumentPath path) {
        return String.join("/", path.folders());
    }

    private static Path name(DocumentPath path) throws TargetFault {
        return single(path.name(), path.text());
    }

    private static Path single(String name, String at) throws TargetFault {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TargetFault(FaultKind.NAME, at, e);
        }
    }

    /// @return null where a folder is not there and is not to be made
    private @Nullable Opened open(DocumentPath path, boolean make) throws TargetFault {
        try {
            return open(path.folders(), path.text(), make);
        } catch (FolderGone _) {
            return null;
        }
    }

    /// @throws FolderGone where a folder is not there and is not to be made
    private Opened open(List<String> names, String at, boolean make) throws TargetFault {
        var folder = home;
        for (var name : names) {
            Optional<Folder> next;
            // closed also where the next one can't be opened
            try (var parent = new Opened(folder, folder != home)) {
                next = parent.folder.open(name, at);
                if (next.isEmpty() && make) {
                    next = made(parent.folder, name, at);
                }
            }
            if (next.isEmpty() && make) {
                // somebody took it away again
                throw new TargetFault(FaultKind.FOLDER, at);
            }
            folder = next.orElseThrow(FolderGone::new);
        }
        return new Opened(folder, folder != home);
    }

    /// One after the other: a folder that is moved over another would take its place.
    private Optional<Folder> made(Folder parent, String name, String at) throws TargetFault {
        synchronized (making) {
            var known = parent.open(name, at);
            if (known.isPresent()) {
                return known;
            }
            makeFolder(parent, name, at);
            return parent.open(name, at);
        }
    }

    /// Nothing makes a folder within an open one, so it is made at the root, which is nobody else's, and moved.
    private void makeFolder(Folder parent, String name, String at) throws TargetFault {
        var made = Path.of(OURS + UUID.randomUUID());
        try {
            Files.createDirectory(root.resolve(made));
            try {
                top.stream.move(made, parent.stream, single(name, at));
                parent.settle(at);
            } catch (IOException e) {
                top.stream.deleteDirectory(made);
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new TargetFault(FaultKind.NOT_PERMITTED, at, e);
        } catch (IOException e) {
            var fault = fault(e, at);
            var isOwn = fault.kind() == FaultKind.NO_ROOM || fault.kind() == FaultKind.STOPPED;
            throw isOwn ? fault : new TargetFault(FaultKind.FOLDER, at, e);
        }
    }

    /// What the system says is nowhere but in words.
    private static TargetFault fault(IOException e, String at) {
        if (e instanceof ClosedByInterruptException) {
            return new TargetFault(FaultKind.STOPPED, at, e);
        }
        var said = String.valueOf(e instanceof FileSystemException system ? system.getReason() : e.getMessage());
        if (said.contains("No space left") || said.contains("quota exceeded")) {
            return new TargetFault(FaultKind.NO_ROOM, at, e);
        }
        if (e instanceof AccessDeniedException
                || said.contains("Read-only file system")
                || said.contains("Operation not permitted")) {
            return new TargetFault(FaultKind.NOT_PERMITTED, at, e);
        }
        if (e instanceof FileSystemLoopException || said.contains("Too many levels of symbolic links")) {
            return new TargetFault(FaultKind.LINK, at, e);
        }
        return new TargetFault(FaultKind.UNREACHABLE, at, e);
    }

    /// A folder of the target that is not there.
    private static final class FolderGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FolderGone() {
            super(null, null, false, false);
        }
    }

    private record Opened(Folder folder, boolean isOwn) implements AutoCloseable {
        @Override
        public void close() {
            if (isOwn) {
                folder.close();
            }
        }
    }

    /// One open folder; what is asked of it is asked of that very one, wherever it may have been moved.
    private record Folder(SecureDirectoryStream<Path> stream) implements AutoCloseable {

        /// @return empty where there is no such name
        Optional<Folder> open(String name, String at) throws TargetFault {
            var one = single(name, at);
            // the platform leaks a descriptor where it opens what is no folder
            var seen = look(one, at);
            if (seen == null) {
                return Optional.empty();
            }
            if (!seen.isDirectory()) {
                throw new TargetFault(seen.isRegularFile() ? FaultKind.FOLDER : FaultKind.LINK, at);
            }
            try {
                return Optional.of(new Folder(stream.newDirectoryStream(one, NOFOLLOW_LINKS)));
            } catch (NoSuchFileException _) {
                return Optional.empty();
            } catch (NotDirectoryException e) {
                // a link is none either
                var found = look(one, at);
                var kind = found != null && !found.isRegularFile() ? FaultKind.LINK : FaultKind.FOLDER;
                throw new TargetFault(kind, at, e);
            } catch (IOException e) {
                throw fault(e, at);
            }
        }

        Folder again(String at) throws TargetFault {
            try {
                return new Folder(stream.newDirectoryStream(Path.of("."), NOFOLLOW_LINKS));
            } catch (IOException e) {
                throw fault(e, at);
            }
        }

        List<Path> names(String at) throws TargetFault {
            var names = new ArrayList<Path>();
            try {
                stream.forEach(entry -> names.add(entry.getFileName()));
                return names;
            } catch (DirectoryIteratorException e) {
                throw fault(Objects.requireNonNull(e.getCause()), at);
            }
        }

        /// @return null where there is no such name
        @Nullable
        PosixFileAttributes look(Path name, String at) throws TargetFault {
            try {
                return stream.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS)
                        .readAttributes();
            } catch (NoSuchFileException _) {
                return null;
            } catch (IOException e) {
                throw fault(e, at);
            }
        }

        Optional<byte[]> read(Path name, String at) throws TargetFault {
            try (var channel = stream.newByteChannel(name, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
                if (channel.size() > MOST_BYTES) {
                    throw new TargetFault(FaultKind.TOO_LARGE, at);
                }
                // one more than it says, so that it shows when it grows meanwhile
                var bytes = ByteBuffer.allocate((int) channel.size() + 1);
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    // until it is full or at its end
                }
                if (!bytes.hasRemaining()) {
                    throw new TargetFault(FaultKind.UNREACHABLE, at);
                }
                var content = new byte[bytes.position()];
                bytes.flip().get(content);
                return Optional.of(content);
            } catch (NoSuchFileException _) {
                return Optional.empty();
            } catch (IOException e) {
                throw fault(e, at);
            }
        }

        void remove(Path name, String at) throws TargetFault {
            try {
                stream.deleteFile(name);
            } catch (NoSuchFileException _) {
                // as it should be
            } catch (IOException e) {
                throw fault(e, at);
            }
        }

        /// @param mode of what is to be replaced; null where nothing is
        void write(Path part, byte[] content, @Nullable Set<PosixFilePermission> mode, String at) throws TargetFault {
            var attributes = mode == null ? new FileAttribute<?>[0] : new FileAttribute<?>[] {OWNERS};
            try (SeekableByteChannel out = stream.newByteChannel(part, NEW, attributes)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                if (mode != null) {
                    stream.getFileAttributeView(part, PosixFileAttributeView.class, NOFOLLOW_LINKS)
                            .setPermissions(mode);
                }
                if (out instanceof FileChannel file) {
                    file.force(true);
                }
            } catch (IOException e) {
                throw fault(e, at);
            }
        }

        void move(Path part, Path name, String at) throws TargetFault {
            try {
                stream.move(part, stream, name);
            } catch (IOException e) {
                // also where the part is gone: the attempt that took over has removed it, and writes by itself
                throw fault(e, at);
            }
        }

        void removeQuietly(Path part) {
            try {
                stream.deleteFile(part);
            } catch (IOException _) {
                // it is not a document, and the next try removes it
            }
        }

        void settle(String at) throws TargetFault {
            try (var self = stream.newByteChannel(Path.of("."), Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
                if (self instanceof FileChannel channel) {
                    channel.force(true);
                }
            } catch (IOException e) {
                throw fault(e, at);
            }
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException _) {
                // nothing is lost by it
            }
        }
    }
}
