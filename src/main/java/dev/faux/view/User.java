package dev.faux.view;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** A customer as he told the shop last. */
public record User(
        UUID userId,
        String email,
        String username,
        String firstName,
        String lastName,
        String phoneNumber,
        String address,
        String city,
        String state,
        String postalCode,
        String country,
        String market,
        LocalDate birthDate,
        String segment,
        long loyaltyPoints,
        boolean emailConsent,
        boolean smsConsent,
        boolean profilingConsent,
        Instant createdAt) {}
