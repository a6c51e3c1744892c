package io.asyncquery.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;

/**
 * The laws between the modules: {@code domain <- application <- adapters <- bootstrap}, and each
 * library in its own adapter.
 *
 * <p>A rule that meets no class at all fails.
 */
enum Architecture {
  DOMAIN_USES_THE_JDK_ALONE,
  APPLICATION_USES_THE_DOMAIN_AND_THE_JDK_ALONE,
  REST_SEES_NO_OTHER_ADAPTER,
  SQL_SEES_NO_OTHER_ADAPTER,
  STORAGE_SEES_NO_OTHER_ADAPTER,
  NOBODY_SEES_BOOTSTRAP,
  HTTP_LIBRARIES_ONLY_IN_REST,
  HK2_ONLY_IN_REST_AND_THE_WIRING,
  CALCITE_ONLY_IN_SQL,
  JDBI_ONLY_IN_SQL_AND_STORAGE;

  private static final String JDK = "java..";
  private static final String ANNOTATIONS = "org.jspecify.annotations..";
  private static final String DOMAIN = "io.asyncquery.domain..";
  private static final String APPLICATION = "io.asyncquery.application..";
  private static final String REST = "io.asyncquery.rest..";
  private static final String SQL = "io.asyncquery.sql..";
  private static final String STORAGE = "io.asyncquery.storage..";
  private static final String BOOTSTRAP = "io.asyncquery.bootstrap..";

  ArchRule rule() {
    return switch (this) {
      case DOMAIN_USES_THE_JDK_ALONE -> within(DOMAIN, DOMAIN, JDK, ANNOTATIONS);
      case APPLICATION_USES_THE_DOMAIN_AND_THE_JDK_ALONE ->
          within(APPLICATION, APPLICATION, DOMAIN, JDK, ANNOTATIONS);
      case REST_SEES_NO_OTHER_ADAPTER -> without(REST, SQL, STORAGE);
      case SQL_SEES_NO_OTHER_ADAPTER -> without(SQL, REST, STORAGE);
      case STORAGE_SEES_NO_OTHER_ADAPTER -> without(STORAGE, REST, SQL);
      case NOBODY_SEES_BOOTSTRAP -> only(BOOTSTRAP).use(BOOTSTRAP);
      case HTTP_LIBRARIES_ONLY_IN_REST ->
          only(REST).use("jakarta.ws.rs..", "org.glassfish.jersey..", "org.glassfish.grizzly..");
      case HK2_ONLY_IN_REST_AND_THE_WIRING ->
          only(REST, BOOTSTRAP).use("org.glassfish.hk2..", "org.jvnet.hk2..", "jakarta.inject..");
      case CALCITE_ONLY_IN_SQL -> only(SQL).use("org.apache.calcite..");
      case JDBI_ONLY_IN_SQL_AND_STORAGE -> only(SQL, STORAGE).use("org.jdbi..");
    };
  }

  private static ArchRule within(String module, String... allowed) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed);
  }

  private static ArchRule without(String module, String... banned) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(banned);
  }

  private static Users only(String... modules) {
    return used ->
        noClasses()
            .that()
            .resideOutsideOfPackages(modules)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(used);
  }

  /** The modules that alone may use something. */
  private interface Users {
    ArchRule use(String... packages);
  }
}
