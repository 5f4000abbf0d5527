// Filters the list of errors as one types. The whole list comes once, when the field is first used; without this
// script the form asks the server.

const form = document.querySelector("[data-filter]");
const field = form.elements.q;
const list = document.querySelector("[data-list]");
const count = document.getElementById("_count");
const around = document.querySelectorAll("[data-pager], .letters");
const groupTemplate = document.getElementById("_group");
const noneTemplate = document.getElementById("_none");
const page = [...list.childNodes];
const countOfPage = count.textContent;
const MOST = 200;

let loading = null;

// As kb.codes.normalise_code: without separators, in lower case.
const normalise = (code) => code.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();

function load() {
  loading ??= fetch(form.dataset.filter)
    .then((answer) => answer.json())
    .then(({ errors }) =>
      errors.map(([slug, code, title, language, product]) => ({
        slug, code, title, language, product, plainCode: normalise(code), plainTitle: title.toLowerCase(),
      })),
    );
  return loading;
}

function find(rows, text, product) {
  const code = normalise(text);
  const words = text.toLowerCase().split(/\s+/);
  return rows.filter(
    (row) =>
      (!product || row.product === product) &&
      ((code && row.plainCode.includes(code)) || words.every((word) => row.plainTitle.includes(word))),
  );
}

function rowOf(template, row) {
  const item = template.cloneNode(true);
  const [link, code, title] = item.querySelectorAll("a, code, span");
  link.href = `${form.dataset.address}${encodeURIComponent(row.slug)}/`;
  if (row.code) code.textContent = row.code;
  else code.remove();
  title.textContent = row.title;
  if (row.language !== document.documentElement.lang) title.lang = row.language;
  return item;
}

function show(rows) {
  const groups = new Map();
  for (const row of rows.slice(0, MOST)) {
    if (!groups.has(row.product)) {
      const group = groupTemplate.content.firstElementChild.cloneNode(true);
      if (row.product) group.querySelector("h2").textContent = row.product;
      groups.set(row.product, group);
    }
    const items = groups.get(row.product).querySelector("ul");
    items.append(rowOf(groupTemplate.content.querySelector("li"), row));
  }
  for (const group of groups.values()) group.querySelector("li").remove();
  list.replaceChildren(...(rows.length ? groups.values() : [noneTemplate.content.cloneNode(true)]));
  count.textContent = rows.length === 1 ? count.dataset.one : count.dataset.many.replace("#", String(rows.length));
}

async function filter() {
  const text = field.value.trim();
  const product = form.elements.product?.value ?? "";
  for (const part of around) part.hidden = Boolean(text);
  history.replaceState(null, "", `${form.dataset.address}${query(text, product)}`);
  if (!text) {
    list.replaceChildren(...page);
    count.textContent = countOfPage;
    return;
  }
  let rows;
  try {
    rows = await load();
  } catch {
    loading = null; // without a network the form still works when it is back
    return;
  }
  if (field.value.trim() === text) show(find(rows, text, product));
}

function query(text, product) {
  const values = new URLSearchParams();
  if (text) values.set("q", text);
  if (product) values.set("product", product);
  return values.size ? `?${values}` : "";
}

// Arrow keys walk from the field through the list and back.
function walk(event) {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const stops = [field, ...list.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

field.addEventListener("focus", () => load().catch(() => (loading = null)), { once: true });
field.addEventListener("input", filter);
form.addEventListener("keydown", walk);
list.addEventListener("keydown", walk);
