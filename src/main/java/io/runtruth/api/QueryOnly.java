package io.runtruth.api;

import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.support.ExtendedServletRequestDataBinder;

/// Parameters come from the address alone: a header that happens to be called `Type` is no filter.
@ControllerAdvice(basePackageClasses = QueryOnly.class)
class QueryOnly {

    @InitBinder
    void withoutHeaders(WebDataBinder binder) {
        if (binder instanceof ExtendedServletRequestDataBinder request) {
            request.setHeaderPredicate(_ -> false);
        }
    }
}
