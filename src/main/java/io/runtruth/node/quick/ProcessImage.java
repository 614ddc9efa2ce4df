package io.runtruth.node.quick;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// What runs in this process.
final class ProcessImage {

    private ProcessImage() {}

    /// Replaces this program by another one, with the same number, folder, environment, files and signals.
    /// Returns only where that can't be done.
    ///
    /// @param words the first is what the program is called by
    /// @throws IOException where the system can't even be asked
    static void replace(String program, List<String> words) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var pointers = arena.allocate(ValueLayout.ADDRESS, words.size() + 1L);
            for (var i = 0; i < words.size(); i++) {
                pointers.setAtIndex(ValueLayout.ADDRESS, i, text(arena, words.get(i)));
            }
            var _ = (int) execv().invokeExact(text(arena, program), pointers);
        } catch (Throwable e) {
            // what a method handle throws says nothing of its kind
            throw new IOException(e);
        }
    }

    private static MemorySegment text(Arena arena, String text) {
        return arena.allocateFrom(text, CommandLine.NATIVE);
    }

    private static MethodHandle execv() {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("execv"),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    }
}
