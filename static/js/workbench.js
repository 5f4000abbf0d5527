/* The keys of the workbench; in the editor also drafts that save themselves, and checks while typing. Everything works
 * without it, by plain forms and links; htmx swaps the rows. No text for people stands here: it comes from data
 * attributes of the page.
 */
const CHECK_AFTER_MS = 350;
const DRAFT_AFTER_MS = 1200;
const LEASE_EVERY_MS = 45_000;

const editor = document.querySelector("[data-editor]");
const status = document.querySelector("[data-editor-status]");
const help = document.querySelector("dialog[data-editor-help]");

let checking = null;
let drafting = null;
let checkRequest = null;

const form = () => document.querySelector("form[data-open]");
const field = () => form()?.querySelector("textarea[name=text]");

function say(name) {
  if (status && status.dataset[name]) {
    status.textContent = status.dataset[name].replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" }));
  }
}

/* Signing in again in another tab gives a new token: the cookie has the one that counts. */
function renewToken() {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (token) for (const one of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) one.value = token;
}

function send(url, open, rest = {}) {
  renewToken();
  return fetch(url, { method: "POST", body: new FormData(open), headers: { "X-Requested-With": "fetch" }, ...rest });
}

const forget = (open) => {
  try {
    localStorage.removeItem(localName(open));
  } catch {
    /* Nothing was kept then. */
  }
};

/* --- Drafts ------------------------------------------------------------------------------------------------------- */

const localName = (open) => `orsak:draft:${open.dataset.open}:${editor.dataset.translatesInto}`;

async function saveDraft() {
  const open = form();
  const text = field();
  if (!open || !text || text.value === text.dataset.saved) return;
  const typed = text.value;
  try {
    localStorage.setItem(localName(open), typed);
  } catch {
    /* A full or forbidden store: the server still has the draft. */
  }
  try {
    const answer = await send(open.dataset.draftUrl, open, { keepalive: true });
    if (answer.ok) {
      text.dataset.saved = typed;
      forget(open);
      say("draftSaved");
    } else {
      say(answer.status === 401 ? "signedOut" : "draftFailed");
    }
  } catch {
    say("draftFailed");
  }
}

function offerKept() {
  const open = form();
  const text = field();
  if (!open || !text) return;
  text.dataset.saved = text.value;
  let kept = null;
  try {
    kept = localStorage.getItem(localName(open));
  } catch {
    /* A forbidden store holds nothing. */
  }
  if (kept !== null && kept !== text.value) {
    put(text, kept, true);
    say("draftRestored");
  }
}

/* --- Checks -------------------------------------------------------------------------------------------------------- */

async function check() {
  const open = form();
  const place = open?.querySelector("[data-findings]");
  if (!place) return;
  checkRequest?.abort();
  checkRequest = new AbortController();
  try {
    const answer = await send(open.dataset.checkUrl, open, { signal: checkRequest.signal });
    if (answer.ok) place.innerHTML = await answer.text();
  } catch {
    /* Typing went on, or the network did not: the checks run again when the text is saved. */
  }
}

/* --- Typing helpers ------------------------------------------------------------------------------------------------ */

/* execCommand keeps the browser's own undo; setRangeText is for browsers without it. */
function put(text, value, whole = false) {
  text.focus();
  if (whole) text.select();
  if (!document.execCommand("insertText", false, value)) {
    text.setRangeText(value, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

function clickNth(selector, index) {
  const button = form()?.querySelectorAll(selector)[index];
  if (button) button.click();
  return Boolean(button);
}

function submit(action) {
  const open = form();
  const button = open?.querySelector(`button[name=action][value="${action}"]`);
  button?.click(); /* a click, because htmx sends the button it saw clicked */
  return Boolean(button);
}

function go(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
  return Boolean(link);
}

function toDismiss() {
  const place = form()?.closest("li").querySelector("details[data-dismiss]");
  const reason = place?.querySelector("input[name=reason]");
  if (!reason) return false;
  place.open = true;
  reason.focus();
  return true;
}

/* --- The pages of the workbench: Alt+G to their list, arrows walk through it ---------------------------------------- */

const pages = document.querySelector("[data-pages]");

function toPages() {
  const link = pages?.querySelector("[aria-current]") ?? pages?.querySelector("li a");
  link?.focus();
  return Boolean(link);
}

function walk(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...pages.querySelectorAll("li a")];
  const at = links.indexOf(event.target);
  if (at < 0) return;
  event.preventDefault();
  links.at((at + step) % links.length).focus();
}

/* --- Keys ---------------------------------------------------------------------------------------------------------- */

function onKey(event) {
  if (help?.open) return;
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const control = ctrlKey || metaKey;
  let done = false;
  if (control && key === "Enter") done = submit(shiftKey ? "review" : "save");
  else if (altKey && !control && key === "ArrowDown") done = go("[data-next-unfinished]");
  else if (altKey && !control && key === "ArrowUp") done = go("[data-previous-unfinished]");
  else if (altKey && !control && /^Digit[1-9]$/.test(event.code)) {
    done = clickNth("[data-insert]", Number(event.code.slice(5)) - 1);
  } else if (altKey && !control && event.code === "KeyM") done = clickNth("[data-replace]", 0);
  else if (altKey && !control && event.code === "KeyN") done = go("[data-next-entry]");
  else if (altKey && !control && event.code === "KeyG") done = toPages();
  else if (altKey && !control && event.code === "KeyX") done = toDismiss();
  else if (altKey && !control && event.code === "KeyO") done = clickNth("[data-copy-source]", 0);
  else if (key === "?" && !/^(TEXTAREA|INPUT|SELECT)$/.test(event.target.tagName) && help) {
    help.showModal();
    done = true;
  } else if (key === "F1" && help) {
    help.showModal();
    done = true;
  }
  if (done) event.preventDefault();
}

function onClick(event) {
  const button = event.target.closest("button");
  const text = field();
  if (!button) return;
  if (button.dataset.insert !== undefined && text) put(text, button.dataset.insert);
  else if (button.dataset.replace !== undefined && text) put(text, button.dataset.replace, true);
  else if (button.dataset.copySource !== undefined && text) put(text, button.dataset.copySource, true);
  else if (button.dataset.openHelp !== undefined && help) help.showModal();
  else if (button.dataset.closeHelp !== undefined && help) help.close();
}

function onInput(event) {
  if (event.target !== field()) return;
  clearTimeout(checking);
  clearTimeout(drafting);
  checking = setTimeout(check, CHECK_AFTER_MS);
  drafting = setTimeout(saveDraft, DRAFT_AFTER_MS);
}

function opened() {
  const text = field();
  if (!text) return;
  offerKept();
  text.focus({ preventScroll: true });
  text.setSelectionRange(text.value.length, text.value.length);
  form().closest("li")?.scrollIntoView({ block: "start", behavior: "auto" });
  previewFollows();
}

/* --- Preview ------------------------------------------------------------------------------------------------------- */

function previewFollows() {
  const preview = document.querySelector("[data-preview]");
  const open = form();
  if (!preview || !open) return;
  for (const mark of preview.querySelectorAll(".at-work")) mark.classList.remove("at-work");
  const sentence = preview.querySelector(`[data-segment="${CSS.escape(open.dataset.open)}"]`);
  if (sentence) {
    sentence.classList.add("at-work");
    preview.scrollTop = sentence.offsetTop - preview.clientHeight / 3;
  }
}

function keepLease() {
  const open = form();
  if (open?.dataset.leaseUrl && !document.hidden) send(open.dataset.leaseUrl, open).catch(() => {});
}

document.addEventListener("keydown", onKey); /* on the list of entries Alt+N opens the first */
pages?.addEventListener("keydown", walk);
if (editor) {
  document.addEventListener("click", onClick);
  document.addEventListener("input", onInput);
  document.addEventListener("visibilitychange", () => document.hidden && saveDraft());
  addEventListener("pagehide", saveDraft);
  document.addEventListener("submit", () => {
    clearTimeout(drafting);
    renewToken();
  }, true);
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.successful && detail.elt.matches("form[data-open]")) forget(detail.elt);
  });
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "get" || detail.target.id === "preview") return;
    saveDraft();
    detail.parameters.append("open", form()?.dataset.open ?? "");
  });
  document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target.id === "preview") previewFollows();
    else if (detail.elt.id !== "preview-follows") opened();
  });
  document.body.addEventListener("htmx:sendError", () => say("saveFailed"));
  document.body.addEventListener("htmx:responseError", ({ detail }) => {
    saveDraft();
    say(detail.xhr.status === 401 ? "signedOut" : "saveFailed");
  });
  setInterval(keepLease, LEASE_EVERY_MS);
  opened();
  /* An address that names the sentence takes the focus from the field once all is loaded. */
  addEventListener("load", () => setTimeout(() => document.activeElement === document.body && field()?.focus({ preventScroll: true })));
}
