// Wakes the components, on the page as it comes and on each part that htmx puts in its place.
import { initAll as wakeGovuk } from "../vendor/govuk-frontend-6.6.0/govuk-frontend.min.js";
import { initAll as wakeMoj } from "../vendor/moj-frontend-11.1.0/moj-frontend.min.js";

function wake(scope) {
  wakeGovuk({ scope });
  wakeMoj({ scope });
}

// A radio that reveals a question is given aria-expanded, which ARIA does not allow on radios.
function keepRadiosPlain() {
  const marked = document.querySelectorAll("input[type=radio][aria-expanded]");
  for (const radio of marked) radio.removeAttribute("aria-expanded");
}

wake(document.body);
keepRadiosPlain();
document.addEventListener("click", keepRadiosPlain);
window.addEventListener("pageshow", keepRadiosPlain);
document.body.addEventListener("htmx:load", ({ detail }) => {
  if (detail.elt === document.body) return;
  wake(detail.elt);
  keepRadiosPlain();
});
// Tests wait for this, not for the network to fall silent.
document.documentElement.dataset.ready = "true";
