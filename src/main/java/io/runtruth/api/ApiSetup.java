package io.runtruth.api;

import io.runtruth.shared.Problem;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// How calls of the API reach their handlers, and what becomes of those that reach none.
@Configuration
class ApiSetup implements WebMvcConfigurer {

    private static final int BEHIND_CONTROLLERS_BEFORE_THE_CONSOLE = 1;

    private final JsonMapper json;

    ApiSetup(JsonMapper json) {
        this.json = json;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters())
                .addPathPatterns("/api/v1/**")
                .excludePathPatterns("/api/v1/openapi", "/api/v1/openapi/**");
    }

    /// Content is taken as strictly as parameters are: a name that was misspelt must not look like one that was
    /// left out.
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.withJsonConverter(new JacksonJsonHttpMessageConverter(json.rebuild()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()));
    }

    /// Without it the console would answer with a page.
    @Bean
    static SimpleUrlHandlerMapping unknownAddresses() {
        HttpRequestHandler unknown = (_, _) -> {
            throw new Problem.NotFound("not_found");
        };
        return new SimpleUrlHandlerMapping(Map.of("/api/**", unknown), BEHIND_CONTROLLERS_BEFORE_THE_CONSOLE);
    }

    @Bean
    static FilterRegistrationBean<Filter> formIsContent() {
        Filter filter = (request, response, chain) -> chain.doFilter(
                isForm(request.getContentType()) ? new FormIsContent((HttpServletRequest) request) : request, response);
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/api/*");
        return registration;
    }

    private static boolean isForm(@org.jspecify.annotations.Nullable String contentType) {
        return contentType != null
                && contentType.regionMatches(
                        true,
                        0,
                        MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                        0,
                        MediaType.APPLICATION_FORM_URLENCODED_VALUE.length());
    }

    /// An address that is refused before it reaches any handler.
    @Bean
    static RequestRejectedHandler refusedAddresses(ProblemAdvice problems) {
        var elsewhere = new HttpStatusRequestRejectedHandler();
        return (request, response, refused) -> {
            if (ProblemAdvice.isApi(request)) {
                problems.answer(request, response, refused);
            } else {
                elsewhere.handle(request, response, refused);
            }
        };
    }
}
