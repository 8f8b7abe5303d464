// The page of all services: the list on top chooses whose API is shown.
async function show() {
  const services = await fetch("/api/docs/services");
  window.ui = SwaggerUIBundle({
    urls: await services.json(),
    dom_id: "#docs",
    deepLinking: true,
    presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
    layout: "StandaloneLayout",
    // Swagger's own validator is somebody else's server.
    validatorUrl: null,
  });
}

show();
