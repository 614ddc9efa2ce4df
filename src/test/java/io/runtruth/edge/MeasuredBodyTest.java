package io.runtruth.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runtruth.edge.MeasuredBody.BodyRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

class MeasuredBodyTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Sender sender = new Sender();
    private final MeasuredBody body = new MeasuredBody(sender, BodyRule.FORM, nanos::get);

    @Test
    void what_is_within_its_measure_is_read_as_it_is() throws IOException {
        sender.next = (int) BodyRule.FORM.most().toBytes();
        assertThat(body.doRead(sender)).isEqualTo(sender.next);

        sender.next = -1;
        assertThat(body.doRead(sender)).isEqualTo(-1);
        assertThat(body.refused()).isNull();
    }

    @Test
    void the_byte_too_many_ends_it_for_good() throws IOException {
        sender.next = (int) BodyRule.FORM.most().toBytes();
        body.doRead(sender);
        sender.next = 1;

        refusedWith(413);
        sender.next = -1;
        refusedWith(413);
    }

    @Test
    void a_byte_now_and_then_ends_it_too() throws IOException {
        sender.next = 1;
        body.doRead(sender);
        nanos.set(BodyRule.GRACE.plusSeconds(1).toNanos());

        refusedWith(408);
    }

    @Test
    void who_has_to_wait_before_it_is_read_is_not_slow() throws IOException {
        nanos.set(Duration.ofMinutes(5).toNanos());
        sender.next = 1;
        body.doRead(sender);
        nanos.addAndGet(BodyRule.GRACE.toNanos());

        assertThat(body.doRead(sender)).isEqualTo(1);
    }

    @Test
    void its_end_is_never_too_late() throws IOException {
        nanos.set(Duration.ofDays(1).toNanos());
        sender.next = -1;

        assertThat(body.doRead(sender)).isEqualTo(-1);
    }

    @Test
    void a_measure_that_an_earlier_request_left_is_taken_off() {
        assertThat(MeasuredBody.plain(body)).isSameAs(sender);
        assertThat(MeasuredBody.plain(sender)).isSameAs(sender);
    }

    private void refusedWith(int status) {
        assertThatExceptionOfType(BodyRefused.class)
                .isThrownBy(() -> body.doRead(sender))
                .matches(it -> it.status() == status);
    }

    private static final class Sender implements InputBuffer, ApplicationBufferHandler {

        private int next;

        @Override
        public int doRead(ApplicationBufferHandler handler) {
            return next;
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public void setByteBuffer(ByteBuffer buffer) {}

        @Override
        public ByteBuffer getByteBuffer() {
            return ByteBuffer.allocate(0);
        }

        @Override
        public void expand(int size) {}
    }
}
