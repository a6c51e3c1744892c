package io.asyncquery.rest.resource;

import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.CheckReadiness;
import io.asyncquery.application.FetchResult;
import io.asyncquery.application.FindProject;
import io.asyncquery.application.PurgeResults;
import io.asyncquery.application.StopQuery;
import io.asyncquery.application.SubmitQuery;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.rest.RestSettings;
import io.asyncquery.rest.UseCases;
import io.asyncquery.rest.download.CompressionThreads;
import io.asyncquery.rest.security.SignIns;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.process.internal.RequestScoped;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** The resources and filters, named one by one, and what is injected into them. */
public final class RestApplication extends ResourceConfig {

  public RestApplication(
      RestSettings settings,
      UseCases useCases,
      SignIns signIns,
      AuditLog audit,
      InFlight inFlight,
      CompressionThreads compression) {
    register(FaceFilter.class);
    register(ForeignPages.class);
    register(AuthenticationFilter.class);
    register(EveryAnswer.class);
    register(ErrorMapper.class);
    register(AsyncQueriesResource.class);
    register(AsyncQueryResource.class);
    register(ResultResource.class);
    register(StopResource.class);
    register(HealthResource.class);
    register(OpenApiResource.class);
    register(new Wiring(settings, useCases, signIns, audit, inFlight, compression));
    // Nothing that a jar on the class path brings along, and no description of the API but ours.
    property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
    property(CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true);
    property(CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL");
    property(ServerProperties.WADL_FEATURE_DISABLE, true);
    property(ServerProperties.BV_FEATURE_DISABLE, true);
  }

  private static final class Wiring extends AbstractBinder {

    private final RestSettings settings;
    private final UseCases useCases;
    private final SignIns signIns;
    private final AuditLog audit;
    private final InFlight inFlight;
    private final CompressionThreads compression;

    Wiring(
        RestSettings settings,
        UseCases useCases,
        SignIns signIns,
        AuditLog audit,
        InFlight inFlight,
        CompressionThreads compression) {
      this.settings = settings;
      this.useCases = useCases;
      this.signIns = signIns;
      this.audit = audit;
      this.inFlight = inFlight;
      this.compression = compression;
    }

    @Override
    @SuppressWarnings("unchecked") // The binder's methods give raw types back.
    protected void configure() {
      bind(settings).to(RestSettings.class);
      bind(signIns).to(SignIns.class);
      bind(audit).to(AuditLog.class);
      bind(inFlight).to(InFlight.class);
      bind(compression).to(CompressionThreads.class);
      bind(useCases.submitQuery()).to(SubmitQuery.class);
      bind(useCases.checkQuery()).to(CheckQuery.class);
      bind(useCases.fetchResult()).to(FetchResult.class);
      bind(useCases.stopQuery()).to(StopQuery.class);
      bind(useCases.purgeResults()).to(PurgeResults.class);
      bind(useCases.findProject()).to(FindProject.class);
      bind(useCases.checkReadiness()).to(CheckReadiness.class);
      bindAsContract(QueryFinder.class);
      bindFactory(CallFactory.class).to(Call.class).in(RequestScoped.class);
    }
  }
}
