// Sends feedback without leaving the page. Without this file the same forms and links work as whole pages.
// Texts come from the templates: fragments of the server, and data-failed and data-offline on [data-feedback] and links.

const FRAGMENT = { "X-Requested-With": "fetch", Accept: "text/html" };

function parse(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

async function fetchFragment(url, options) {
  const response = await fetch(url, { credentials: "same-origin", headers: FRAGMENT, ...options });
  return { ok: response.ok, body: parse(await response.text()) };
}

function say(place, nodes) {
  place.replaceChildren(...nodes);
  place.focus();
}

function sayPlainly(place, text) {
  const line = document.createElement("p");
  line.textContent = text;
  say(place, [line]);
}

function trouble(data) {
  return navigator.onLine ? data.failed : data.offline;
}

function formData(form, button) {
  const data = new URLSearchParams(new FormData(form));
  if (button?.name) data.set(button.name, button.value);
  return data;
}

async function send(form, button) {
  const box = form.closest("[data-feedback]");
  const message = box.querySelector("[data-feedback-message]");
  const buttons = [...form.querySelectorAll("button")];
  buttons.forEach((one) => (one.disabled = true));
  try {
    const { ok, body } = await fetchFragment(form.action, { method: "POST", body: formData(form, button) });
    if (ok) {
      const fresh = body.firstElementChild;
      box.replaceWith(fresh);
      (fresh.querySelector("[data-feedback-thanks]") ?? fresh.querySelector("button") ?? fresh).focus();
      return;
    }
    const told = body.querySelector("[data-feedback-message]");
    if (told) say(message, [...told.childNodes]);
    else sayPlainly(message, box.dataset.failed);
  } catch {
    sayPlainly(message, trouble(box.dataset));
  } finally {
    buttons.forEach((one) => (one.disabled = false));
  }
}

// The form of a report opens below the link that asks for it; a second click, Escape or "Cancel" closes it.

const opened = new WeakMap();

function close(link) {
  opened.get(link)?.remove();
  opened.delete(link);
  link.setAttribute("aria-expanded", "false");
}

async function open(link) {
  const place = document.createElement("div");
  opened.set(link, place);
  link.setAttribute("aria-expanded", "true");
  link.after(place);
  try {
    const { ok, body } = await fetchFragment(link.href);
    place.replaceChildren(...body.childNodes);
    const cancel = place.querySelector("[data-feedback-close]");
    if (cancel) cancel.hidden = false;
    (ok ? place.querySelector("textarea") : place.querySelector("[data-feedback-message]"))?.focus();
  } catch {
    place.tabIndex = -1;
    sayPlainly(place, trouble(link.dataset));
  }
  place.addEventListener("click", (event) => {
    if (event.target.closest("[data-feedback-close]")) dismiss();
  });
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape") dismiss();
  });
  function dismiss() {
    close(link);
    link.focus();
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.closest("[data-feedback]")) return;
  event.preventDefault();
  send(event.target, event.submitter);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-feedback-report]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (opened.has(link)) close(link);
  else open(link);
});

// A search that found nothing as it was typed, or whose results were all left unopened, is counted when the page is
// left. [data-feedback-search] holds the address to tell, data-query the search, data-kind how it failed; results that
// are swapped in later bring their own.

const told = new Set();

document.addEventListener("click", (event) => {
  const results = event.target.closest("a")?.closest("[data-feedback-search]");
  if (results) told.add(results.dataset.query);
});

window.addEventListener("pagehide", () => {
  const results = document.querySelector("[data-feedback-search]");
  const query = results?.dataset.query;
  if (!query || told.has(query)) return;
  told.add(query);
  navigator.sendBeacon(results.dataset.feedbackSearch, new URLSearchParams({ q: query, kind: results.dataset.kind ?? "" }));
});
