// On the page for readers without a network: lists the pages that were kept on this device, the latest first.

const list = document.querySelector("[data-kept-pages]");

async function kept() {
  const cache = await caches.open("orsak-pages");
  const requests = (await cache.keys()).reverse().filter(({ url }) => !new URL(url).search);
  return Promise.all(
    requests.map(async (request) => {
      const html = await (await cache.match(request, { ignoreVary: true })).text();
      const page = new DOMParser().parseFromString(html, "text/html");
      return { href: new URL(request.url).pathname, title: page.title.replace(/ – Orsak$/, ""), language: page.documentElement.lang };
    }),
  );
}

async function show() {
  for (const { href, title, language } of await kept()) {
    const item = document.createElement("li");
    const link = Object.assign(document.createElement("a"), { href, textContent: title || href, lang: language });
    item.append(link);
    list.append(item);
  }
  list.closest("[hidden]").hidden = !list.children.length;
}

if (list && "caches" in window) show().catch(() => {});
