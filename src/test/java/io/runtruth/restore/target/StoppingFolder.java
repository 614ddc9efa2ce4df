package io.runtruth.restore.target;

import io.runtruth.testing.interleaving.Race;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A target in a folder whose files racers read, write, rename and remove one step at a time.
public final class StoppingFolder {

    private StoppingFolder() {}

    /// @param racedFor names of documents that others touch too
    public static DirectoryTarget open(Path root, List<String> names, String place, Set<String> racedFor)
            throws TargetFault {
        try {
            var real = root.toRealPath();
            var stream = (SecureDirectoryStream<Path>) Files.newDirectoryStream(real);
            return DirectoryTarget.open(real, stopping(stream, racedFor), names, place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static SecureDirectoryStream<Path> stopping(SecureDirectoryStream<Path> stream, Set<String> racedFor) {
        return (SecureDirectoryStream<Path>) Proxy.newProxyInstance(
                StoppingFolder.class.getClassLoader(),
                new Class<?>[] {SecureDirectoryStream.class},
                new Steps(stream, racedFor));
    }

    private record Steps(SecureDirectoryStream<Path> stream, Set<String> racedFor) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "newByteChannel" -> opens((Path) arguments[0], (Set<?>) arguments[1]);
                case "deleteFile" -> stop("removes", (Path) arguments[0], true);
                case "move" -> {
                    stop("renames to " + arguments[2] + " the", (Path) arguments[0], true);
                    // the platform knows its own only
                    arguments[1] = ((Steps) Proxy.getInvocationHandler(arguments[1])).stream;
                }
                default -> {
                    // nothing that anybody else could see or change
                }
            }
            try {
                var result = method.invoke(stream, arguments);
                return result instanceof SecureDirectoryStream<?>
                        ? stopping((SecureDirectoryStream<Path>) result, racedFor)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private void opens(Path file, Set<?> options) {
            if (options.contains(StandardOpenOption.WRITE)) {
                stop("writes", file, true);
            } else if (!file.toString().equals(".")) {
                stop("reads", file, racedFor.contains(file.toString()));
            }
        }

        private static void stop(String what, Path file, boolean matters) {
            var name = file.toString().replaceFirst("^\\.runtruth-\\w+-(\\d+)\\.part$", "part of attempt $1");
            Race.stop(what + " " + name, matters);
        }
    }
}
