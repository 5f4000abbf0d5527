// Suggestions under a search field: a list box that the arrow keys walk through, as ARIA's combobox pattern has it.
// Loaded when such a field is first used.

const WAIT_MS = 100;
const SHORTEST = 2;

function attach(field) {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${field.id}-suggestions`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels[0].textContent);
  list.hidden = true;
  field.form.append(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  let waiting = 0;
  let asking = null;

  const options = () => [...list.children];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  function close() {
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) return field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
  }

  function show([, texts, kinds, addresses]) {
    list.replaceChildren(
      ...texts.map((text, number) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.address = addresses[number];
        const words = document.createElement("span");
        words.textContent = text;
        const facts = document.createElement("small");
        facts.textContent = kinds[number];
        option.append(words, " ", facts);
        return option;
      }),
    );
    list.hidden = !texts.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    const text = field.value.trim();
    asking?.abort();
    if (text.length < SHORTEST || text.length > 200) return close();
    asking = new AbortController();
    try {
      const url = `${field.dataset.suggest}?${new URLSearchParams({ q: text })}`;
      const answer = await fetch(url, { signal: asking.signal });
      if (answer.ok && document.activeElement === field) show(await answer.json());
    } catch {
      // Another letter came, or there is no network: searching works without suggestions.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      location.assign(chosen().dataset.address);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !list.hidden) {
      event.preventDefault();
      const all = options();
      const at = all.indexOf(chosen());
      const next = event.key === "ArrowDown" ? at + 1 : at < 0 ? all.length - 1 : at - 1;
      choose(all[next]);
    }
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[data-address]");
    if (!option) return;
    event.preventDefault();
    location.assign(option.dataset.address);
  });
  if (field.value.trim() && document.activeElement === field) ask();
}

for (const field of document.querySelectorAll("[data-suggest]")) attach(field);
