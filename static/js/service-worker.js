/* Keeps visited pages and the list of codes readable without a network.
 *
 * Pages come from the network whenever it answers, so nobody is held on an old version; only when it does not, the kept
 * page is shown, and says how old it is. Its words stand in the page: includes/_offline.html.
 */
"use strict";

const PAGES = "orsak-pages"; // what was visited, the latest last
const SITE = "orsak-site"; // the list of codes and the page for what was not visited
const FILES = "orsak-files";
const MOST_PAGES = 200;
const MOST_FILES = 80;
const MOST_PATHS = 20;
const PATIENCE_MS = 6000;
const DAY_MS = 86_400_000;
const KEPT_AT = "X-Orsak-Kept-At";
const LANGUAGE = /^\/(sv|es|da|en)\//;
const NOT_KEPT = /^\/[a-z]{2}\/(search|feedback|seen)\b/;
const DATA = /^\/[a-z]{2}\/errors\.json$/;
const HASHED = /\.[0-9a-f]{12}\.[a-z]+$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") {
    if (url.pathname === "/" || LANGUAGE.test(url.pathname)) event.respondWith(page(event, url));
  } else if (DATA.test(url.pathname) || url.searchParams.has("original")) {
    event.respondWith(part(event, url));
  }
});

// A page tells what to keep: itself and its files when it was loaded before this worker was there, and the site's lists.
self.addEventListener("message", (event) => {
  const { page, files, site } = event.data ?? {};
  const known = (paths) => (Array.isArray(paths) ? paths.slice(0, MOST_PATHS).map(String) : []);
  event.waitUntil(
    Promise.allSettled([
      ...known(page).map((path) => keep(PAGES, path, 0)),
      ...known(files).map((path) => keep(FILES, path, DAY_MS)),
      ...known(site).map((path) => keep(SITE, path, DAY_MS)),
    ]),
  );
});

/* --- Answers -------------------------------------------------------------------------------------------------------- */

async function page(event, url) {
  const address = bare(url);
  const kept = await find(address);
  try {
    const answer = fetch(event.request);
    event.waitUntil(answer.then((response) => remember(address, url, response.clone())).catch(() => {}));
    const response = await (kept ? inTime(answer) : answer);
    if (kept && response.status >= 502) return await asKept(kept);
    return response;
  } catch {
    return kept ? asKept(kept) : offline(url);
  }
}

async function part(event, url) {
  try {
    const response = await fetch(event.request);
    if (isFit(response)) event.waitUntil(store(url.searchParams.has("original") ? PAGES : SITE, bare(url), response.clone()));
    return response;
  } catch {
    return (await find(bare(url))) ?? Response.error();
  }
}

async function file(request) {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept && HASHED.test(new URL(request.url).pathname)) return kept;
  try {
    const response = await fetch(request);
    if (response.ok) await store(FILES, request.url, response.clone());
    return response;
  } catch {
    return kept ?? Response.error();
  }
}

async function offline(url) {
  const wanted = LANGUAGE.exec(url.pathname)?.[1];
  const languages = [wanted, ...self.navigator.languages.map((tag) => tag.slice(0, 2)), "sv", "es", "da", "en"];
  for (const language of languages) {
    const kept = language && (await find(new URL(`/${language}/offline/`, url).href));
    if (kept) return kept;
  }
  return Response.error();
}

/* A kept page with its notice uncovered and the time filled in, in the page's language. */
async function asKept(response) {
  const keptAt = response.headers.get(KEPT_AT);
  const html = await response.text();
  const language = /<html lang="([a-z]{2})"/.exec(html)?.[1];
  const words = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" }).format(new Date(keptAt));
  const told = html
    .replace(" data-offline-notice hidden", " data-offline-notice")
    .replace("<span data-kept-at></span>", `<time datetime="${keptAt}" data-kept-at>${words}</time>`);
  return new Response(told, { status: 200, headers: response.headers });
}

/* --- Keeping -------------------------------------------------------------------------------------------------------- */

function isFit(response) {
  return response.ok && response.type === "basic" && !/private|no-store/.test(response.headers.get("Cache-Control"));
}

function mayBeKept(url) {
  return LANGUAGE.test(url.pathname) && !NOT_KEPT.test(url.pathname);
}

async function remember(address, url, response) {
  if (!mayBeKept(url)) return;
  if (isFit(response)) await store(PAGES, address, response);
  else if (response.status === 404 || response.status === 410) await (await caches.open(PAGES)).delete(address);
}

async function keep(name, path, ageMs) {
  const url = new URL(path, self.location.origin);
  if (url.origin !== self.location.origin || !(name === FILES ? url.pathname.startsWith("/static/") : mayBeKept(url))) return;
  const address = bare(url);
  const kept = await (await caches.open(name)).match(address, { ignoreVary: true });
  if (kept && ageMs && Date.now() - Date.parse(kept.headers.get(KEPT_AT)) < ageMs) return;
  const response = await fetch(address);
  if (isFit(response)) await store(name, address, response);
}

async function store(name, address, response) {
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  for (const ofTransfer of ["Content-Encoding", "Content-Length"]) headers.delete(ofTransfer);
  const copy = new Response(await response.blob(), { status: 200, headers });
  const cache = await caches.open(name);
  await cache.delete(address, { ignoreVary: true }); // so that the latest stands last
  await cache.put(address, copy);
  if (name !== SITE) await trim(cache, name === PAGES ? MOST_PAGES : MOST_FILES);
}

async function trim(cache, most) {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}

async function find(address) {
  for (const name of [PAGES, SITE]) {
    const kept = await (await caches.open(name)).match(address, { ignoreVary: true });
    if (kept) return kept;
  }
  return undefined;
}

function inTime(promise) {
  const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS));
  return Promise.race([promise, late]);
}

function bare(url) {
  const address = new URL(url);
  address.hash = "";
  return address.href;
}
