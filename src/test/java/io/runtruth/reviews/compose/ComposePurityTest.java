package io.runtruth.reviews.compose;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.runtruth.evidence.Check;
import io.runtruth.evidence.CheckNotes;
import io.runtruth.evidence.CheckResult;
import io.runtruth.evidence.Severity;
import io.runtruth.evidence.StructuredText;
import io.runtruth.reviews.ReviewContent;
import java.time.Clock;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I13")
class ComposePurityTest {

    private static final JavaClasses COMPOSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.runtruth.reviews.compose");

    @Test
    void it_knows_nothing_but_java_shared_values_checks_and_content() {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util",
                        "java.util.function",
                        "java.util.stream",
                        "org.jspecify..",
                        "io.runtruth.shared",
                        "io.runtruth.reviews.compose")
                .or(belongToAnyOf(
                        ReviewContent.class,
                        Check.class,
                        CheckNotes.class,
                        CheckResult.class,
                        Severity.class,
                        StructuredText.class));

        noClasses().should().dependOnClassesThat(not(allowed)).check(COMPOSE);
    }

    @Test
    void it_reads_no_clock_no_chance_no_surroundings() {
        noClasses()
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        Clock.class, Random.class, Locale.class, System.class, Thread.class, ProcessHandle.class))
                .check(COMPOSE);
        noClasses()
                .should()
                .callCodeUnitWhere(
                        describe("asks for the present or a random value", call -> isImpure(call.getTarget())))
                .check(COMPOSE);
    }

    private static boolean isImpure(CodeUnitCallTarget target) {
        return Set.of("now", "randomUUID", "random", "systemDefault", "identityHashCode", "parallel", "parallelStream")
                .contains(target.getName());
    }
}
