// What pages do beyond plain reading: keep language and colours, copy codes and commands, follow the scroll.
// No words in here: they come from data attributes and templates of the page.

const announce = (words) => {
  document.getElementById("_announcements").textContent = words;
};

/* --- The language switch keeps the place on the page, and the choice ---------------------------------------------- */

const languageLinks = document.querySelectorAll("[data-language]");

function keepPlace() {
  for (const link of languageLinks) link.hash = location.hash;
}

for (const link of languageLinks) {
  link.addEventListener("click", () => {
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `language=${link.dataset.language}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  });
}
addEventListener("hashchange", keepPlace);
keepPlace();

/* --- Search fields: the key "/", whole messages, logs too long for an address ----------------------------------------- */

const LONGEST_ADDRESS = 2000;

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("main [data-search] [name=q]") ?? document.querySelector("[data-search] [name=q]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const form of document.querySelectorAll("[data-search]")) {
  const field = form.elements.q;
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (field.localName !== "input" || !/[\r\n]/.test(text)) return; // a field of one line would glue the lines together
    event.preventDefault();
    field.setRangeText(text.replace(/\s*[\r\n]+\s*/g, " "), field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("submit", () => {
    form.method = encodeURIComponent(field.value).length > LONGEST_ADDRESS ? "post" : "get";
  });
}

/* --- Light, dark, or as the system ---------------------------------------------------------------------------------- */

const themeSwitch = document.querySelector("[data-theme-switch]");
const themes = ["system", "light", "dark"];

function showTheme(theme) {
  const label = themeSwitch.dataset[theme];
  themeSwitch.setAttribute("aria-label", label);
  themeSwitch.title = label;
}

if (themeSwitch) {
  showTheme(document.documentElement.dataset.theme || "system");
  themeSwitch.disabled = false;
  themeSwitch.addEventListener("click", () => {
    const root = document.documentElement;
    const next = themes[(themes.indexOf(root.dataset.theme || "system") + 1) % themes.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      localStorage.setItem("theme", next);
    } catch {
      // Forbidden storage: the choice holds for this page.
    }
    showTheme(next);
    announce(themeSwitch.dataset[next]);
  });
}

/* --- Copying ----------------------------------------------------------------------------------------------------------- */

const copyTemplate = document.getElementById("_copy-button");

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea"); // pages without https have no clipboard
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

function addCopyButton(place, text) {
  const button = copyTemplate.content.firstElementChild.cloneNode(true);
  button.addEventListener("click", async () => {
    try {
      await copy(text);
    } catch {
      return;
    }
    button.dataset.state = "done";
    announce(button.dataset.done);
    setTimeout(() => delete button.dataset.state, 2000);
  });
  place.append(button);
}

if (copyTemplate) {
  for (const place of document.querySelectorAll("[data-copy]")) addCopyButton(place, place.dataset.copy);
  for (const block of document.querySelectorAll(".prose pre")) {
    const frame = document.createElement("div");
    frame.className = "code-block";
    block.replaceWith(frame);
    frame.append(block);
    addCopyButton(frame, block.textContent.trimEnd());
  }
}

/* --- The side list follows the scroll ----------------------------------------------------------------------------------- */

const side = document.querySelector(".side");
const followed = [...document.querySelectorAll("[data-follow]")];
const inView = new Set();

function markCurrent() {
  const current = followed.find((section) => inView.has(section));
  if (!current) return;
  for (const link of side.querySelectorAll(".follow a")) {
    const isCurrent = decodeURIComponent(link.hash.slice(1)) === current.id;
    if (!isCurrent) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      side.scrollTop = link.offsetTop - side.clientHeight / 2;
    }
  }
}

if (side && followed.length) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) inView.add(entry.target);
        else inView.delete(entry.target);
      }
      markCurrent();
    },
    { rootMargin: "-12% 0px -60% 0px" },
  );
  for (const section of followed) observer.observe(section);
}

/* --- Scripts that wait until they are used ------------------------------------------------------------------------------ */

// template[data-later] names a script, [data-for] what it serves, [data-kept] what a reader may have left switched on.
// Until it is there, links and forms work as whole pages.

const isPlain = (event) => !(event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

for (const { dataset } of document.querySelectorAll("template[data-later]")) {
  const load = () => import(dataset.later);
  const use = async (event) => {
    const used = event.target.closest?.(dataset.for);
    if (!used || (event.type === "click" && (!used.matches("a") || !isPlain(event)))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const type of ["click", "submit"]) document.removeEventListener(type, use, true);
    await load().catch(() => {});
    if (event.type === "submit") event.target.requestSubmit(event.submitter);
    else used.click();
  };
  const warm = (event) => {
    if (!event.target.closest?.(dataset.for)) return;
    for (const type of ["pointerover", "focusin"]) document.removeEventListener(type, warm);
    load().then(
      () => ["click", "submit"].forEach((type) => document.removeEventListener(type, use, true)),
      () => {},
    );
  };
  for (const type of ["click", "submit"]) document.addEventListener(type, use, true);
  for (const type of ["pointerover", "focusin"]) document.addEventListener(type, warm);
  try {
    if (dataset.kept && localStorage.getItem(dataset.kept)) load().catch(() => {});
  } catch {
    // Forbidden storage: nothing was left on.
  }
}

/* --- Which pages are read: counted when the page is left, without knowing by whom --------------------------------------- */

const seen = document.querySelector("[data-seen]");

function tellSeen() {
  if (document.visibilityState !== "hidden") return;
  document.removeEventListener("visibilitychange", tellSeen);
  navigator.sendBeacon?.(seen.dataset.seen);
}

if (seen) document.addEventListener("visibilitychange", tellSeen);

/* --- Kept for when there is no network ---------------------------------------------------------------------------------- */

const worker = document.querySelector("template[data-worker]")?.dataset;

async function keep() {
  const isFirst = !navigator.serviceWorker.controller; // this page came before there was a worker to keep it
  await navigator.serviceWorker.register(worker.worker, { updateViaCache: "none" });
  const { active } = await navigator.serviceWorker.ready;
  const own = [...document.querySelectorAll("script[src], link[rel='stylesheet'], link[rel='icon']")];
  active.postMessage({
    page: isFirst ? [location.pathname + location.search] : [],
    files: [...(isFirst ? own.map((one) => one.src ?? one.href) : []), ...worker.files.split(" ")],
    site: navigator.connection?.saveData ? [] : worker.site.split(" "),
  });
}

if (worker && navigator.serviceWorker) {
  const start = () => keep().catch(() => {}); // without it, pages are read from the network as ever
  addEventListener("load", () => (window.requestIdleCallback ? requestIdleCallback(start) : setTimeout(start, 2000)));
}
