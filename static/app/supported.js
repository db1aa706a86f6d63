// Says, before anything is drawn, that script runs: components that need it take their other shape.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
