package dev.faux.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Who can have a token for a password that everybody knows; for development. */
enum DemoAccount {
    MANAGER("manager@example.com", Scopes.MANAGER),
    CUSTOMER("customer@example.com", Scopes.CUSTOMER);

    private static final byte[] PASSWORD = "test".getBytes(StandardCharsets.UTF_8);

    private final String email;
    private final String scope;

    DemoAccount(String email, String scope) {
        this.email = email;
        this.scope = scope;
    }

    static Optional<DemoAccount> of(String email, String password) {
        boolean right = MessageDigest.isEqual(PASSWORD, password.getBytes(StandardCharsets.UTF_8));
        return Arrays.stream(values())
                .filter(each -> right && each.email.equals(email))
                .findFirst();
    }

    static boolean isOne(String email) {
        return Arrays.stream(values()).anyMatch(each -> each.email.equals(email));
    }

    String email() {
        return email;
    }

    /** All that it may have, parted by spaces. */
    String scope() {
        return scope;
    }
}
