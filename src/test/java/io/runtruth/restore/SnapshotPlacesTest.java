package io.runtruth.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runtruth.access.Actor;
import io.runtruth.shared.Problem;
import io.runtruth.shared.Scope;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Who has a place while others have theirs: each is within the one before.
class SnapshotPlacesTest {

    private static final Optional<TargetKind> HTTP = Optional.of(TargetKind.HTTP);

    private final SnapshotPlaces places = new SnapshotPlaces();
    private final UUID workspace = UUID.randomUUID();

    @Test
    void slow_targets_of_one_workspace_leave_places_to_others_and_to_what_is_sent() {
        reading(
                HTTP,
                environment(),
                () -> reading(HTTP, environment(), () -> {
                    assertRefused(() -> reading(HTTP, environment(), () -> 1));
                    assertThat(reading(HTTP, elsewhere(), () -> 1)).isOne();
                    assertThat(places.within(person(), () -> 1)).isOne();
                    return assertThat(reading(Optional.of(TargetKind.FOLDER), environment(), () -> 1))
                            .isOne();
                }));
    }

    @Test
    void there_are_six_over_http_and_four_beside_them() {
        assertThat(nested(6, () -> reading(HTTP, elsewhere(), () -> 1), HTTP)).isFalse();
        assertThat(nested(5, () -> reading(HTTP, elsewhere(), () -> 1), HTTP)).isTrue();
        assertThat(nested(4, () -> places.within(person(), () -> 1), Optional.empty()))
                .isFalse();
        assertThat(nested(3, () -> places.within(person(), () -> 1), Optional.empty()))
                .isTrue();
        assertThat(nested(6, () -> places.within(person(), () -> 1), HTTP)).isTrue();
        assertThat(nested(4, () -> reading(HTTP, elsewhere(), () -> 1), Optional.empty()))
                .isTrue();
    }

    private boolean nested(int count, Supplier<Integer> last, Optional<TargetKind> kind) {
        try {
            return count == 0 ? last.get() == 1 : reading(kind, elsewhere(), () -> nested(count - 1, last, kind));
        } catch (Problem.TooMuch _) {
            return false;
        }
    }

    @Test
    void a_target_is_read_by_one_at_a_time() {
        var one = environment();
        for (var kind : TargetKind.values()) {
            reading(Optional.of(kind), one, () -> {
                assertRefused(() -> reading(Optional.of(kind), one, () -> 1));
                return assertThat(reading(Optional.of(kind), environment(), () -> 1))
                        .isOne();
            });
        }
    }

    @Test
    void a_person_has_one_place_of_each_kind_and_gives_it_back() {
        var person = person();
        places.reading(person, environment(), HTTP, () -> {
            assertRefused(() -> places.reading(person, elsewhere(), HTTP, () -> 1));
            return places.within(person, () -> {
                assertRefused(() -> places.within(person, () -> 1));
                return 1;
            });
        });
        assertThatThrownBy(() -> places.within(person, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(places.within(person, () -> 1)).isOne();
    }

    @Test
    void what_the_console_does_of_itself_is_not_counted() {
        var one = environment();
        reading(HTTP, one, () -> places.reading(new Actor.System("test"), one, HTTP, () -> 1));
    }

    private <T> T reading(Optional<TargetKind> kind, Scope scope, Supplier<T> work) {
        return places.reading(person(), scope, kind, work);
    }

    private static void assertRefused(Supplier<?> work) {
        assertThatThrownBy(work::get).isInstanceOf(Problem.TooMuch.class).hasMessage("snapshot.at_once");
    }

    private Scope environment() {
        return new Scope(workspace, UUID.randomUUID());
    }

    private static Scope elsewhere() {
        return new Scope(UUID.randomUUID(), UUID.randomUUID());
    }

    private static Actor person() {
        return new Actor.Person(UUID.randomUUID(), "person", false);
    }
}
