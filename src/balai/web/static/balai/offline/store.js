// What a device keeps while there is no network. Sheets (names) and items (what was entered) are sealed with a key that
// cannot leave the device; an item stays until the server's receipt, a sheet until its hour or the sign-out.
"use strict";
self.balaiOffline = (() => {
  const STORES = { keys: { keyPath: "owner" }, sheets: { keyPath: "path" }, items: { keyPath: "n", autoIncrement: true } };
  let opened;

  function open() {
    opened ??= new Promise((resolve, reject) => {
      const asked = indexedDB.open("balai", 1);
      asked.onupgradeneeded = () => {
        for (const [name, shape] of Object.entries(STORES)) asked.result.createObjectStore(name, shape);
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }

  // Resolves when it is on the disk, not when it was asked for.
  async function act(name, mode, work) {
    const db = await open();
    return new Promise((resolve, reject) => {
      const told = db.transaction(name, mode, { durability: mode === "readwrite" ? "strict" : "default" });
      const asked = work(told.objectStore(name));
      told.oncomplete = () => resolve(asked.result);
      told.onerror = told.onabort = () => reject(told.error);
    });
  }

  const all = (name) => act(name, "readonly", (store) => store.getAll());
  const one = (name, key) => act(name, "readonly", (store) => store.get(key));
  const put = (name, row) => act(name, "readwrite", (store) => store.put(row));
  const drop = (name, key) => act(name, "readwrite", (store) => store.delete(key));

  async function keyOf(owner) {
    const known = await one("keys", owner);
    if (known) return known.key;
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    try {
      await act("keys", "readwrite", (store) => store.add({ owner, key }));
      return key;
    } catch {
      return (await one("keys", owner)).key; // another tab was quicker
    }
  }

  async function seal(owner, value) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(owner), plain) };
  }

  async function unseal(owner, { iv, data }) {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await keyOf(owner), data);
    return JSON.parse(new TextDecoder().decode(plain));
  }

  // sheet: {path, owner, until (ms), ...what the page needs to draw itself again}
  const keepSheet = async (sheet) => {
    const { path, owner, until } = sheet;
    await put("sheets", { path, owner, until, sealed: await seal(owner, sheet) });
  };

  async function sheetAt(path) {
    const row = await one("sheets", path);
    return row && row.until > Date.now() ? unseal(row.owner, row.sealed) : null;
  }

  // Sheets whose hour is over go, and keys that seal nothing any more.
  async function tidy(everySheet = false) {
    for (const row of await all("sheets")) if (everySheet || row.until <= Date.now()) await drop("sheets", row.path);
    const used = new Set([...(await all("sheets")), ...(await all("items"))].map((row) => row.owner));
    for (const row of await all("keys")) if (!used.has(row.owner)) await drop("keys", row.owner);
  }

  // The id is made here, once, and goes with every sending.
  const addItem = async (owner, kind, path, body) =>
    put("items", { id: crypto.randomUUID(), owner, kind, path, at: new Date().toISOString(), sealed: await seal(owner, body) });

  return {
    able: Boolean(self.isSecureContext && self.indexedDB && self.crypto?.subtle),
    keepSheet, sheetAt, tidy, addItem, unseal,
    sheets: () => all("sheets"),
    items: () => all("items"),
    changeItem: (row) => act("items", "readwrite", (store) => { // thrown away meanwhile, it stays away
      const asked = store.get(row.n);
      asked.onsuccess = () => asked.result && store.put(row);
      return asked;
    }),
    dropItem: (n) => drop("items", n),
  };
})();
