package dev.faux.sink;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Lets the client of AWS wait for its connections to be closed, where it does so itself: on a thread of Netty's that is nobody else's.
 * BlockHound finds this by itself; it is named in {@code META-INF/services}.
 */
public final class AwsAllowances implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside(
                "software.amazon.awssdk.http.nio.netty.internal.BetterSimpleChannelPool", "close");
    }
}
