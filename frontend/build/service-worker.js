// Opens the page where its server can not be reached; what it then says is the page's to say.
// Kept are the files of one build and nothing else: an answer of the API never is.
const FILES = __FILES__;
const KEPT = "kilowatch-__VERSION__";
const PAGE = "/";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([PAGE, ...FILES])));
});

self.addEventListener("activate", (event) => {
  const dropOthers = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
  };
  event.waitUntil(dropOthers());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith("/api/") || pathname === "/ws") return;
  if (request.mode === "navigate") event.respondWith(newest(request, PAGE));
  else if (pathname.startsWith("/assets/")) event.respondWith(kept(request));
  else if (FILES.includes(pathname)) event.respondWith(newest(request, pathname));
});

/** Hashed files never change. */
async function kept(request) {
  return (await caches.match(request)) ?? fetch(request);
}

/** What the server has; where it has nothing, what was kept. */
async function newest(request, path) {
  const spare = () => caches.match(path, { cacheName: KEPT });
  try {
    const response = await fetch(request);
    return response.status < 500 ? response : ((await spare()) ?? response);
  } catch (error) {
    const page = await spare();
    if (page) return page;
    throw error;
  }
}
