package io.runtruth.api;

import io.swagger.v3.core.jackson.TypeNameResolver;

/// Names a nested type after the one around it too, `RunProgress`: two types may have a `Target`.
final class NestedNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : getNameOfClass(outer) + type.getSimpleName();
    }
}
