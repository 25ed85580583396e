package dev.faux.houserules.offenders;

import java.util.function.DoubleUnaryOperator;

public final class Transcendentals {

    double sin(double x) {
        return Math.sin(x);
    }

    double cos(double x) {
        return Math.cos(x);
    }

    double tan(double x) {
        return Math.tan(x);
    }

    double asin(double x) {
        return Math.asin(x);
    }

    double acos(double x) {
        return Math.acos(x);
    }

    double atan(double x) {
        return Math.atan(x);
    }

    double sinh(double x) {
        return Math.sinh(x);
    }

    double cosh(double x) {
        return Math.cosh(x);
    }

    double tanh(double x) {
        return Math.tanh(x);
    }

    double exp(double x) {
        return Math.exp(x);
    }

    double expm1(double x) {
        return Math.expm1(x);
    }

    double log(double x) {
        return Math.log(x);
    }

    double log10(double x) {
        return Math.log10(x);
    }

    double log1p(double x) {
        return Math.log1p(x);
    }

    double cbrt(double x) {
        return Math.cbrt(x);
    }

    double atan2(double x, double y) {
        return Math.atan2(x, y);
    }

    double pow(double x, double y) {
        return Math.pow(x, y);
    }

    double hypot(double x, double y) {
        return Math.hypot(x, y);
    }

    DoubleUnaryOperator byReference() {
        return Math::log;
    }
}
