/* Check-off: causes ruled out and steps done, kept in this browser, shared as a link (`#done=key,key.2`).
 *
 * An item is the key of a cause, or the key of a solution and the number of a step: the same in every language. The
 * controls and all texts come from the templates in includes/_checkoff.html; without this file the page is plain reading.
 */
const ITEM = /^[a-z0-9](?:[a-z0-9._-]{0,218}[a-z0-9])?$/;
const MOST_ITEMS = 400;
const LONGEST = 40_000;
const SHARED = "#done=";

const place = document.querySelector("[data-checkoff]");
const said = place.dataset;
const name = `done:${said.checkoff}`;
const causes = [...document.querySelectorAll(".cause[id]")].map((section) => ({
  key: section.id,
  section,
  title: section.dataset.title,
  language: section.querySelector(".cause-title [lang]")?.lang ?? document.documentElement.lang,
}));
const steps = [...document.querySelectorAll(".steps")].flatMap((list) => {
  const { id } = list.closest(".solution[id], .entry[id]");
  return [...list.querySelectorAll(":scope > ol > li")].map((line, index) => ({ key: `${id}.${index + 1}`, line, index }));
});

let done = new Set(read());
const undone = [];

/* --- What is kept ------------------------------------------------------------------------------------------------ */

function items(text) {
  const found = String(text ?? "").slice(0, LONGEST).split(",").filter((one) => ITEM.test(one));
  return [...new Set(found)].slice(0, MOST_ITEMS);
}

function read() {
  try {
    return items(localStorage.getItem(name));
  } catch {
    return [];
  }
}

function write() {
  try {
    if (done.size) localStorage.setItem(name, [...done].join(","));
    else localStorage.removeItem(name);
  } catch {
    // Storage may be forbidden or full: what is ticked lasts as long as the page.
  }
}

function change(next) {
  undone.push(done);
  done = next;
  write();
  show();
  say();
}

function mergeShared() {
  if (!location.hash.startsWith(SHARED)) return;
  let text = "";
  try {
    text = decodeURIComponent(location.hash.slice(SHARED.length));
  } catch {
    // Not a link of ours.
  }
  history.replaceState(history.state, "", location.pathname + location.search);
  const known = new Set([...causes, ...steps].map((one) => one.key));
  const shared = items(text).filter((key) => known.has(key) && !done.has(key));
  if (shared.length) change(new Set([...done, ...shared]));
}

/* --- The controls ------------------------------------------------------------------------------------------------ */

function part(which) {
  return place.querySelector(`template[data-part="${which}"]`).content.firstElementChild.cloneNode(true);
}

function box(control, key) {
  const input = control.matches("input") ? control : control.querySelector("input");
  input.addEventListener("change", () => {
    const next = new Set(done);
    if (input.checked) next.add(key);
    else next.delete(key);
    change(next);
  });
  return input;
}

for (const cause of causes) {
  const control = part("cause");
  cause.input = box(control, cause.key);
  cause.input.setAttribute("aria-describedby", `_${cause.key}`);
  cause.foot = cause.section.querySelector("[data-cause-foot]");
  cause.foot.append(control);
  cause.foot.dataset.ready = "";
}
for (const step of steps) {
  step.input = part("step");
  step.input.setAttribute("aria-label", step.input.getAttribute("aria-label").replace("#", step.index + 1));
  box(step.input, step.key);
  step.line.prepend(step.input);
}

const bar = part("bar");
const count = bar.querySelector("[data-count]");
const offer = bar.querySelector("[data-offer]");
const link = bar.querySelector("[data-link]");
bar.hidden = true;
place.append(bar);

bar.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act === "clear" && done.size) change(new Set());
  else if (act === "undo" && undone.length) undo();
  else if (act === "share") share(event.target.closest("[data-act]"));
});

function undo() {
  done = undone.pop();
  write();
  show();
  say();
}

async function share(button) {
  link.value = new URL(`${said.share}${SHARED}${[...done].join(",")}`, location.href).href;
  try {
    await navigator.clipboard.writeText(link.value);
    announce(said.copied);
    button.dataset.state = "done";
    setTimeout(() => delete button.dataset.state, 2000);
  } catch {
    link.hidden = false;
    link.select();
  }
}

/* --- What is seen and said --------------------------------------------------------------------------------------- */

function fill(text, list) {
  return text.replace("{done}", list.filter((one) => done.has(one.key)).length).replace("{all}", list.length);
}

function next(after = -1) {
  const open = (cause) => !done.has(cause.key);
  return causes.slice(after + 1).find(open) ?? causes.find(open);
}

function numbered(cause) {
  return `${causes.indexOf(cause) + 1}. ${cause.title}`;
}

function showLink(place, cause) {
  place.href = `#${cause.key}`;
  place.textContent = numbered(cause);
  place.lang = cause.language;
}

function showCause(cause, index) {
  const isDone = done.has(cause.key);
  cause.input.checked = isDone;
  cause.section.classList.toggle("is-done", isDone);
  for (const one of document.querySelectorAll(`:is(.jump, .follow) a[href="#${CSS.escape(cause.key)}"]`)) {
    one.classList.toggle("is-done", isDone);
    one.querySelector(".done-words")?.remove();
    if (isDone) one.append(part("words"));
  }
  const place = cause.foot.querySelector("[data-next]");
  const following = next(index);
  if (place && following && following !== cause) showLink(place, following);
}

function summary() {
  const parts = [];
  if (causes.length) parts.push(fill(said.causes, causes));
  if (steps.some((one) => done.has(one.key))) parts.push(fill(said.steps, steps));
  return parts.join(" · ");
}

function show() {
  causes.forEach(showCause);
  for (const step of steps) {
    step.input.checked = done.has(step.key);
    step.line.classList.toggle("is-done", step.input.checked);
  }
  const here = [...causes, ...steps].some((one) => done.has(one.key));
  if (here) bar.hidden = false;
  document.documentElement.classList.toggle("with-bar", !bar.hidden);
  count.textContent = summary();
  const open = next();
  offer.hidden = !open;
  if (open) showLink(offer.querySelector("a"), open);
  bar.querySelector("[data-all-done]").hidden = Boolean(open) || !causes.length;
  bar.querySelector('[data-act="undo"]').disabled = !undone.length;
  bar.querySelector('[data-act="clear"]').disabled = bar.querySelector('[data-act="share"]').disabled = !here;
  link.hidden = true;
}

function announce(text) {
  const place = document.getElementById("_announcements");
  if (place) place.textContent = text;
}

function say() {
  const open = next();
  announce(open ? `${summary()}. ${said.next} ${numbered(open)}` : summary());
}

show();
mergeShared();
addEventListener("hashchange", mergeShared);
addEventListener("storage", (event) => {
  if (event.key !== name) return;
  done = new Set(read());
  show();
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  done = new Set(read());
  show();
});
