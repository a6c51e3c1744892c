package io.asyncquery.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.asyncquery");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void the_product_keeps_the_rule(Architecture law) {
    law.rule().check(PRODUCT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"domain", "application", "rest", "sql", "storage", "bootstrap"})
  void the_rules_meet_the_classes_of_every_module(String module) {
    assertTrue(PRODUCT.containPackage("io.asyncquery." + module));
  }

  @ParameterizedTest(name = "{1} uses {2}: {0}")
  @CsvSource({
    "DOMAIN_USES_THE_JDK_ALONE, domain, io.asyncquery.application.Other",
    "DOMAIN_USES_THE_JDK_ALONE, domain, com.example.Library",
    "DOMAIN_USES_THE_JDK_ALONE, domain.inner, com.example.Library",
    "APPLICATION_USES_THE_DOMAIN_AND_THE_JDK_ALONE, application, com.example.Library",
    "APPLICATION_USES_THE_DOMAIN_AND_THE_JDK_ALONE, application, io.asyncquery.sql.Other",
    "REST_SEES_NO_OTHER_ADAPTER, rest, io.asyncquery.sql.Other",
    "REST_SEES_NO_OTHER_ADAPTER, rest, io.asyncquery.storage.Other",
    "SQL_SEES_NO_OTHER_ADAPTER, sql, io.asyncquery.rest.Other",
    "SQL_SEES_NO_OTHER_ADAPTER, sql, io.asyncquery.storage.Other",
    "STORAGE_SEES_NO_OTHER_ADAPTER, storage, io.asyncquery.rest.Other",
    "STORAGE_SEES_NO_OTHER_ADAPTER, storage.queries, io.asyncquery.sql.plan.Other",
    "NOBODY_SEES_BOOTSTRAP, rest, io.asyncquery.bootstrap.Other",
    "HTTP_LIBRARIES_ONLY_IN_REST, bootstrap, jakarta.ws.rs.core.Response",
    "HTTP_LIBRARIES_ONLY_IN_REST, bootstrap, org.glassfish.jersey.server.ResourceConfig",
    "HTTP_LIBRARIES_ONLY_IN_REST, storage, org.glassfish.grizzly.http.server.HttpServer",
    "HK2_ONLY_IN_REST_AND_THE_WIRING, sql, org.glassfish.hk2.utilities.binding.AbstractBinder",
    "HK2_ONLY_IN_REST_AND_THE_WIRING, application, jakarta.inject.Inject",
    "CALCITE_ONLY_IN_SQL, bootstrap, org.apache.calcite.sql.SqlNode",
    "JDBI_ONLY_IN_SQL_AND_STORAGE, rest, org.jdbi.v3.core.Jdbi",
  })
  void a_planted_violation_breaks_the_rule(Architecture law, String module, String used)
      throws IOException {
    var planted = classThatUses(used, module);

    assertThrows(AssertionError.class, () -> law.rule().check(planted));
  }

  @ParameterizedTest(name = "{1} uses {2}: {0}")
  @CsvSource({
    "DOMAIN_USES_THE_JDK_ALONE, domain, java.time.Instant",
    "DOMAIN_USES_THE_JDK_ALONE, domain, org.jspecify.annotations.Nullable",
    "DOMAIN_USES_THE_JDK_ALONE, domain.inner, io.asyncquery.domain.Other",
    "APPLICATION_USES_THE_DOMAIN_AND_THE_JDK_ALONE, application, io.asyncquery.domain.Other",
    "REST_SEES_NO_OTHER_ADAPTER, rest, io.asyncquery.application.Other",
    "SQL_SEES_NO_OTHER_ADAPTER, sql, io.asyncquery.application.Other",
    "STORAGE_SEES_NO_OTHER_ADAPTER, storage, io.asyncquery.application.Other",
    "CALCITE_ONLY_IN_SQL, domain, java.time.Instant",
  })
  void what_a_module_may_use_keeps_the_rule(Architecture law, String module, String used)
      throws IOException {
    law.rule().check(classThatUses(used, module));
  }

  @ParameterizedTest
  @EnumSource
  void a_rule_over_no_class_fails(Architecture law) {
    var nothing = new ClassFileImporter().importPath(folder);

    assertThrows(AssertionError.class, () -> law.rule().check(nothing));
  }

  @Test
  void every_rule_has_its_planted_violation() throws ReflectiveOperationException {
    var violations =
        ArchitectureTest.class
            .getDeclaredMethod(
                "a_planted_violation_breaks_the_rule",
                Architecture.class,
                String.class,
                String.class)
            .getAnnotation(CsvSource.class)
            .value();
    var planted =
        Arrays.stream(violations)
            .map(row -> Architecture.valueOf(row.substring(0, row.indexOf(','))))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Architecture.class)));

    assertFalse(planted.isEmpty());
    assertTrue(EnumSet.complementOf(planted).isEmpty(), EnumSet.complementOf(planted)::toString);
  }

  /** One class of a module that has a field of the type used. */
  private JavaClasses classThatUses(String used, String module) throws IOException {
    ClassFile.of()
        .buildTo(
            folder.resolve("Planted.class"),
            ClassDesc.of("io.asyncquery." + module + ".Planted"),
            planted -> planted.withField("used", ClassDesc.of(used), ClassFile.ACC_PRIVATE));
    return new ClassFileImporter().importPath(folder);
  }
}
