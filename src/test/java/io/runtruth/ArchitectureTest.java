package io.runtruth;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.NpmPackage;
import io.runtruth.access.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.transaction.annotation.Transactional;

/// The structure that style and the decision records ask for.
class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.runtruth");

    @Test
    void parts_use_only_what_they_declare_and_never_in_a_circle() {
        ApplicationModules.of(RuntruthApplication.class).verify();
    }

    /// The vocabulary and the writer, then what is read, what is proven, what is worked; the queue knows none of
    /// them.
    @Test
    void rooms_of_operations_know_only_those_below() {
        var root = "io.runtruth.operations";
        roomKnowsNone(root, root + ".reads", root + ".proof", root + ".work");
        roomKnowsNone(root + ".reads", root + ".proof", root + ".work");
        roomKnowsNone(root + ".proof", root + ".work");
    }

    private static void roomKnowsNone(String room, String... above) {
        noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(above)
                .check(CODE);
    }

    @Test
    @Tag("I4")
    void only_the_run_service_writes_runs() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.runtruth.operations.OperationRunService")
                .and()
                .doNotHaveFullyQualifiedName("io.runtruth.operations.OperationRunRepository")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.runtruth.operations.OperationRunRepository")
                .check(CODE);
    }

    @Test
    void the_queue_knows_neither_runs_nor_who_works_them() {
        noClasses()
                .that()
                .resideInAPackage("io.runtruth.operations.queue")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.runtruth.operations",
                        "io.runtruth.operations.reads..",
                        "io.runtruth.operations.proof..",
                        "io.runtruth.operations.work..",
                        "com.github.kagkarlsson..")
                .check(CODE);
    }

    @Test
    @Tag("I13")
    void the_composer_knows_only_java_shared_values_and_the_records_of_reviews_and_evidence() {
        noClasses()
                .that()
                .resideInAPackage("io.runtruth.reviews.compose")
                .should()
                .dependOnClassesThat(resideInAPackage("io.runtruth..")
                        .and(describe(
                                "is neither its own, nor shared, nor a value of reviews or evidence",
                                ArchitectureTest::isNoValueOfTheComposer)))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.net..",
                        "java.sql..",
                        "org.springframework..",
                        "jakarta.."))
                .check(CODE);
    }

    @Test
    void nobody_asks_the_time_classes_for_now() {
        noClasses()
                .should()
                .callMethodWhere(target(name("now"))
                        .and(target(owner(type(Instant.class)
                                .or(type(LocalDate.class))
                                .or(type(LocalDateTime.class))
                                .or(type(OffsetDateTime.class))
                                .or(type(ZonedDateTime.class)))))
                        .and(describe(
                                "without a clock",
                                call -> call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class)))))
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CODE);
    }

    @Test
    void sql_lives_in_queries_and_repositories_and_in_the_feed() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Queries")
                .and()
                .haveSimpleNameNotEndingWith("Repository")
                .and()
                .resideOutsideOfPackage("io.runtruth.live..")
                .and()
                .doNotHaveFullyQualifiedName("io.runtruth.access.AuditTrail")
                .and()
                .areTopLevelClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JdbcClient.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(JdbcOperations.class)
                .check(CODE);
    }

    @Test
    void a_transaction_begins_at_a_service_or_a_query_and_nowhere_else() {
        methods()
                .that()
                .areAnnotatedWith(Transactional.class)
                .should()
                .beDeclaredInClassesThat()
                .haveNameMatching(".*(Service|Queries)")
                .andShould()
                .bePublic()
                .orShould()
                .bePackagePrivate()
                .check(CODE);
        noClasses().should().beAnnotatedWith(Transactional.class).check(CODE);
    }

    @Test
    void screens_and_api_know_neither_database_nor_queue_nor_each_other() {
        noClasses()
                .that()
                .resideInAnyPackage("io.runtruth.ui..", "io.runtruth.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "org.springframework.jdbc..",
                        "jakarta.persistence..",
                        "com.github.kagkarlsson..",
                        "org.springframework.transaction.annotation..",
                        "org.springframework.transaction.support..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage("io.runtruth.ui..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.runtruth.api..")
                .check(CODE);
        noClasses()
                .that()
                .resideInAPackage("io.runtruth.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.runtruth.ui..")
                .check(CODE);
    }

    /// What answers without asking who wants to know is for services that have checked it (I12).
    @Test
    @Tag("I12")
    void screens_and_api_read_only_as_somebody() {
        noClasses()
                .that()
                .resideInAnyPackage("io.runtruth.ui..", "io.runtruth.api..")
                .should()
                .callMethodWhere(target(owner(simpleNameEndingWith("Queries")))
                        .and(describe(
                                "without an actor",
                                call -> call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(parameter -> parameter.isAssignableTo(Actor.class)))))
                .check(CODE);
    }

    /// One statement sees one moment by itself. What needs several of them belongs together in a service, or says
    /// so.
    @Test
    void a_query_of_one_statement_begins_no_transaction() {
        noMethods()
                .that()
                .areDeclaredInClassesThat(simpleNameEndingWith("Queries")
                        .and(resideInAnyPackage(
                                "io.runtruth.evidence..", "io.runtruth.environments..", "io.runtruth.operations..")))
                .should()
                .beAnnotatedWith(Transactional.class)
                .check(CODE);
    }

    @Test
    void families_of_views_share_only_the_kit_and_the_frame() {
        slices().matching("io.runtruth.ui.(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage("io.runtruth.ui.kit..", "io.runtruth.ui.frame.."))
                .check(CODE);
    }

    @Test
    void views_are_nobody_elses() {
        classes()
                .that()
                .resideInAPackage("io.runtruth.ui..")
                .and()
                .resideOutsideOfPackages("io.runtruth.ui.kit", "io.runtruth.ui.frame")
                .and()
                .haveSimpleNameEndingWith("View")
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(CODE);
    }

    @Test
    void repositories_are_nobody_elses() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Repository")
                .should()
                .notHaveModifier(JavaModifier.PUBLIC)
                .check(CODE);
    }

    @Test
    void names_that_say_nothing_are_not_used() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(Abstract|Base|Common)\\w*|.*(Manager|Helper|Util|Utils|Impl|Dto)")
                .check(CODE);
    }

    @Test
    void nothing_asks_for_a_bundle_of_the_front_end() {
        noClasses()
                .should()
                .beAnnotatedWith(CssImport.class)
                .orShould()
                .beAnnotatedWith(NpmPackage.class)
                .check(CODE);
    }

    private static boolean isNoValueOfTheComposer(JavaClass used) {
        var part = used.getPackageName();
        if (part.equals("io.runtruth.reviews.compose") || part.equals("io.runtruth.shared")) {
            return false;
        }
        var kindOfValue = used.isInterface()
                && used.getEnclosingClass().filter(JavaClass::isRecord).isPresent();
        var value = used.isRecord() || used.isEnum() || kindOfValue;
        return !(value && (part.equals("io.runtruth.reviews") || part.equals("io.runtruth.evidence")));
    }
}
