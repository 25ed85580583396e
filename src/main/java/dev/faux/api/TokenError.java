package dev.faux.api;

import java.util.Map;

/** Why no token is given, as RFC 6749 section 5.2 wants it told. */
final class TokenError extends RuntimeException {

    private final String code;

    TokenError(String code, String description) {
        super(description, null, false, false);
        this.code = code;
    }

    static TokenError invalidRequest(String description) {
        return new TokenError("invalid_request", description);
    }

    Map<String, Object> body() {
        return Map.of("error", code, "error_description", String.valueOf(getMessage()));
    }
}
