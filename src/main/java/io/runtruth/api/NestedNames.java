package io.runtruth.api;

import io.swagger.v3.core.jackson.TypeNameResolver;

/// Names a shape without the suffix that tells it from the record it is made of, and a nested type after the one
/// around it too, `RunProgress`: two types may have a `Target`.
final class NestedNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
        var outer = type.getEnclosingClass();
        var own = type.getSimpleName().replaceFirst("Json$", "");
        return outer == null ? own : getNameOfClass(outer) + own;
    }
}
