package dev.faux.cli;

import dev.faux.shop.Privacy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How personal data are shown. */
final class PrivacyOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--pii",
            paramLabel = "full|anonymised|gdpr-test",
            description = "How personal data are shown. Default: ${DEFAULT-VALUE}",
            defaultValue = "full")
    private String pii;

    Privacy privacy() {
        try {
            return Privacy.of(pii);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--" + e.getMessage());
        }
    }
}
