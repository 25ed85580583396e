package dev.faux.view;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Lets the driver read random bytes for SCRAM where it logs in: the kernel gives them without waiting. */
public final class LoginEntropy implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.client.ScramClient$Builder", "build");
    }
}
