import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** veraPDF without its command line: a profile (ua1, 3u), then files; a line a file, and below it every rule it breaks. */
public class Validate {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour profile = PDFAFlavour.fromString(args[0]);
        boolean allGood = true;
        for (int i = 1; i < args.length; i++) {
            ValidationResult result = result(profile, args[i]);
            allGood &= result.isCompliant();
            String verdict = result.isCompliant() ? "pass" : "FAIL";
            System.out.printf("%s %s %s (%d assertions)%n", verdict, args[0], args[i], result.getTotalAssertions());
            broken(result).forEach((rule, times) -> System.out.printf("    %d times %s%n", times, rule));
        }
        System.exit(allGood ? 0 : 1);
    }

    private static ValidationResult result(PDFAFlavour profile, String file) throws Exception {
        try (FileInputStream input = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(input, profile)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, 10000, false, false, false);
            return validator.validate(parser);
        }
    }

    private static Map<String, Integer> broken(ValidationResult result) {
        Map<String, Integer> rules = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                rules.merge(rule + " " + assertion.getMessage(), 1, Integer::sum);
            }
        }
        return rules;
    }
}
