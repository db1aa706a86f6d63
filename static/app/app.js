// Wakes the components, on the page as it comes and on each part that htmx puts in its place.
import { initAll as wakeGovuk } from "../vendor/govuk-frontend-6.6.0/govuk-frontend.min.js";
import { initAll as wakeMoj } from "../vendor/moj-frontend-11.1.0/moj-frontend.min.js";

function wake(scope) {
  wakeGovuk({ scope });
  wakeMoj({ scope });
}

wake(document.body);
document.body.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt !== document.body) wake(detail.elt);
});
// Tests wait for this, not for the network to fall silent.
document.documentElement.dataset.ready = "true";
