package dev.faux.houserules.offenders;

import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.time.format.DateTimeFormatter;
import java.util.Formatter;
import java.util.Locale;

public final class Locals {

    String format(int n) {
        return String.format("%d", n);
    }

    String formatted(int n) {
        return "%d".formatted(n);
    }

    String formatter(int n) {
        return new Formatter().format("%d", n).toString();
    }

    String lower(String name) {
        return name.toLowerCase();
    }

    String upper(String name) {
        return name.toUpperCase();
    }

    byte[] encode(String name) {
        return name.getBytes();
    }

    String decode(byte[] name) {
        return new String(name);
    }

    Locale locale() {
        return Locale.getDefault();
    }

    Charset charset() {
        return Charset.defaultCharset();
    }

    DateTimeFormatter pattern() {
        return DateTimeFormatter.ofPattern("EEE");
    }

    String text(double number) {
        return new DecimalFormat("0.0").format(number);
    }
}
