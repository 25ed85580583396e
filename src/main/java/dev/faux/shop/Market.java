package dev.faux.shop;

/**
 * Where the shop sells, under rules of its own.
 *
 * @param code ISO 3166-1 alpha-2 of its country
 * @param taxBasisPoints the rate of tax on every order there, in hundredths of a percent
 * @param isSouthern whether its summer is when it is winter in the north
 */
public record Market(String code, Currency currency, long taxBasisPoints, boolean isSouthern) {}
