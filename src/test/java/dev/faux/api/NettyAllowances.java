package dev.faux.api;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Lets Netty do what it has not told BlockHound of: take the lock of its allocator of buffers, which is held for a few instructions, on
 * the event loop by design; and load its native library wherever that is needed first, or it would do without for good. BlockHound
 * finds this by itself; it is named in {@code META-INF/services}.
 */
public final class NettyAllowances implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(
                "io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "tryExpandMagazines");
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$MagazineGroup", "allocate");
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator$Magazine", "free");
        builder.allowBlockingCallsInside("io.netty.util.internal.NativeLibraryLoader", "load");
    }
}
