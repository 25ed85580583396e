package dev.faux;

import dev.faux.emitter.HomeException;
import dev.faux.log.WrongSetting;
import dev.faux.simulation.ScenarioException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Tells in a sentence, and not in a trace, why the server cannot start as asked. */
final class UnusableStart implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HomeException || cause instanceof ScenarioException || cause instanceof WrongSetting) {
                return new FailureAnalysis(String.valueOf(cause.getMessage()), null, failure);
            }
        }
        return null;
    }
}
