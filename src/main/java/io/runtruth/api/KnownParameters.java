package io.runtruth.api;

import io.runtruth.shared.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Refuses a call with a parameter that its handler does not declare: a filter that was misspelt must not look like
/// one that found everything (contract 12).
final class KnownParameters implements HandlerInterceptor {

    private static final int MOST_SHOWN = 50;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method) {
            var known = names(method);
            for (var name : AddressQuery.parse(request.getQueryString()).keySet()) {
                if (!known.contains(name)) {
                    throw new Problem.InvalidInput("request.parameter_unknown", shown(name));
                }
            }
        }
        return true;
    }

    private static Set<String> names(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(KnownParameters::names)
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(MethodParameter parameter) {
        if (parameter.hasParameterAnnotation(ParameterObject.class)) {
            var record = parameter.getParameterType().getDeclaredConstructors()[0];
            return Arrays.stream(record.getParameters()).map(KnownParameters::name);
        }
        var declared = parameter.getParameterAnnotation(RequestParam.class);
        return declared == null
                ? Stream.empty()
                : Stream.of(declared.name().isEmpty() ? parameter.getParameter().getName() : declared.name());
    }

    private static String name(Parameter component) {
        var declared = component.getAnnotation(BindParam.class);
        return declared == null ? component.getName() : declared.value();
    }

    private static String shown(String name) {
        return name.length() > MOST_SHOWN ? name.substring(0, MOST_SHOWN) + "…" : name;
    }
}
