package io.runtruth.webhooks;

import org.jspecify.annotations.Nullable;

/// What came of sending once.
///
/// @param status of the receiver; null where it gave none
/// @param fault null where it was taken
record Answer(@Nullable Integer status, Delivery.@Nullable DeliveryFault fault) {

    private static final int OK = 200;
    private static final int FURTHER = 300;

    static Answer of(int status) {
        return new Answer(status, status >= OK && status < FURTHER ? null : Delivery.DeliveryFault.REFUSED);
    }

    static Answer of(Delivery.DeliveryFault fault) {
        return new Answer(null, fault);
    }

    boolean isTaken() {
        return fault == null;
    }
}
