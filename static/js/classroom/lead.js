// The page that a teacher's secret link opens: the secret goes from the link into the form, and out of the address.

const form = document.querySelector("#leading");
const secret = location.hash.slice(1);
if (form instanceof HTMLFormElement && secret) {
  history.replaceState(null, "", location.pathname);
  /** @type {HTMLInputElement} */ (form.elements.namedItem("secret")).value = secret;
  form.requestSubmit();
}
