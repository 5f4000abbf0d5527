// The search page as one types: htmx fetches the results (its attributes stand on the box), this adds the keyboard and
// what the address touches. Without scripts the form loads the page.

const box = document.getElementById("_q-page");
const { form } = box;
const found = document.getElementById("_found");
const LONGEST = 10_000;

// What was typed before htmx was there.
addEventListener("DOMContentLoaded", () => {
  if (box.value !== box.defaultValue) box.dispatchEvent(new Event("early"));
});

// Enter searches, Shift+Enter begins a line.
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});

// A whole log is sent by the form, which the server shortens; not with every letter.
box.addEventListener("htmx:beforeRequest", (event) => {
  if (box.value.length > LONGEST) event.preventDefault();
});

// The first change is a step that Back takes back; the letters after it belong to the same step.
document.addEventListener("htmx:pushedIntoHistory", ({ detail }) => {
  form.elements.step.value = "";
  follow(detail.path);
});
document.addEventListener("htmx:replacedInHistory", ({ detail }) => follow(detail.path));

function follow(path) {
  const { search } = new URL(path, location.href);
  for (const link of document.querySelectorAll("[data-language]")) link.search = search;
}

// Arrow keys walk from the box through the results and back.
function walk(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const stops = [box, ...found.querySelectorAll(".result h2 a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  if (at === 0 && box.value.slice(box.selectionEnd).includes("\n")) return; // to the next line of the box
  event.preventDefault();
  next.focus();
  if (next === box) box.setSelectionRange(box.value.length, box.value.length);
}

document.addEventListener("keydown", walk);
