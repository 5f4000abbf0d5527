/* "Show original": puts the source sentence under each translated one, without leaving the page, and remembers it.
 *
 * The sentences come from the same page with `?original=1`, which is what the link leads to without this file. Loaded
 * when the link is first used, or at once for readers who left the originals shown.
 */
const KEPT = "original";
const link = document.querySelector("[data-original-switch]");
const said = link?.dataset ?? {};
const announcements = document.getElementById("_announcements");

let sources = null;

function remember(shown) {
  try {
    if (shown) localStorage.setItem(KEPT, "1");
    else localStorage.removeItem(KEPT);
  } catch {
    // Storage may be forbidden: the choice holds for this page.
  }
}

function withOriginal(shown) {
  const address = new URL(location.href);
  if (shown) address.searchParams.set("original", "1");
  else address.searchParams.delete("original");
  return address;
}

/* What to insert where: a source after its sentence, the sources of a heading below it. */
function pairs(page) {
  const found = [];
  for (const heading of page.querySelectorAll(".sources")) {
    const { sourceOf } = heading.querySelector("[data-source-of]").dataset;
    found.push({ place: sentence(sourceOf)?.closest("h1, h2, h3, h4, h5, h6"), source: heading });
  }
  for (const source of page.querySelectorAll(":not(.sources) > [data-source-of]")) {
    found.push({ place: after(sentence(source.dataset.sourceOf)), source });
  }
  return found.filter(({ place }) => place);
}

function sentence(id) {
  return document.querySelector(`:is(h1, h2, h3, h4, h5, h6, .prose) [data-segment="${CSS.escape(id)}"]`);
}

function after(element) {
  let last = element;
  while (last?.nextElementSibling?.matches(".sign") && last.nextSibling === last.nextElementSibling) {
    last = last.nextElementSibling;
  }
  return last;
}

async function load() {
  const response = await fetch(withOriginal(true), { credentials: "same-origin" });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return pairs(page);
}

async function show() {
  try {
    sources ??= await load();
  } catch {
    sources = null;
    return false;
  }
  for (const { place, source } of sources) place.after(source);
  return true;
}

function hide() {
  sources ??= pairs(document);
  for (const { source } of sources) source.remove();
  if (new URLSearchParams(location.search).has("original")) {
    history.replaceState(history.state, "", withOriginal(false));
  }
  return true;
}

function showState(shown) {
  if (shown) said.shown = "";
  else delete said.shown;
  link.textContent = shown ? said.hide : said.show;
  link.href = withOriginal(!shown).search || location.pathname;
}

async function change(shown) {
  if (!(await (shown ? show() : hide()))) return said.failed;
  showState(shown);
  remember(shown);
  return shown ? said.saidShown : said.saidHidden;
}

function isShown() {
  return said.shown !== undefined;
}

link?.addEventListener("click", async (event) => {
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  announcements.textContent = await change(!isShown());
});

try {
  if (link && !isShown() && localStorage.getItem(KEPT)) change(true);
} catch {
  // Forbidden storage: nothing was remembered.
}
if (link && isShown()) remember(true);
