package io.runtruth.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LongAnswerTest {

    private static final byte[] BIT = "a bit".getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger completed = new AtomicInteger();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void each_bit_is_sent_as_soon_as_it_is_written() throws IOException {
        var answer = begin();

        answer.write(BIT);

        assertThat(response.getContentAsString()).isEqualTo("a bit");
        assertThat(response.isCommitted()).isTrue();
        assertThat(context().getTimeout()).isZero();
    }

    @Test
    void who_gives_it_ends_it_once() {
        var answer = begin();

        answer.end();
        answer.end();

        assertThat(completed).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource
    void what_the_server_has_ended_is_neither_written_to_nor_ended_for_it_is_anothers_by_then(EndOfServer end)
            throws IOException {
        var answer = begin();
        end.tell(answer, new AsyncEvent(context()));

        answer.end();

        assertThatThrownBy(() -> answer.write(BIT)).isInstanceOf(IOException.class);
        assertThat(completed).hasValue(0);
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    private LongAnswer begin() {
        request.setAsyncSupported(true);
        var answer = LongAnswer.begin(request, response);
        assertThat(context().getListeners()).containsExactly(answer);
        context().addListener(new Counter());
        return answer;
    }

    private MockAsyncContext context() {
        return (MockAsyncContext) Objects.requireNonNull(request.getAsyncContext());
    }

    private final class Counter implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            completed.incrementAndGet();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    private enum EndOfServer {
        ERROR {
            @Override
            void tell(AsyncListener listener, AsyncEvent event) throws IOException {
                listener.onError(event);
            }
        },
        COMPLETION {
            @Override
            void tell(AsyncListener listener, AsyncEvent event) throws IOException {
                listener.onComplete(event);
            }
        };

        abstract void tell(AsyncListener listener, AsyncEvent event) throws IOException;
    }
}
