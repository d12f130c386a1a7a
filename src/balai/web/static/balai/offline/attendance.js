// The attendance sheet, with and without network: every mark is kept on the device at the tap and sent when it can be.
"use strict";
(async () => {
  const offline = self.balaiOffline;
  const words = document.getElementById("luring");
  if (!words || !offline?.able) return;
  const path = location.pathname;
  const say = (name, n) => words.dataset[name].replaceAll("{n}", n);
  const status = document.createElement("div");
  status.className = "note";
  status.setAttribute("role", "status");
  status.id = "luring-keadaan";
  let form = document.querySelector("form[data-session]");
  let sheet, loading, sent = 0, saved = false, state = "";

  await offline.tidy();
  if (form) {
    sheet = fromPage();
    await offline.keepSheet(sheet);
    await overlay();
    keepShell();
  } else {
    sheet = await offline.sheetAt(path);
    if (sheet) drawAll();
    else await listSheets();
  }
  if (!sheet) return;
  form.before(status);
  form.addEventListener("change", entered);
  form.addEventListener("submit", submitted);
  self.addEventListener("online", () => deliver());
  self.addEventListener("offline", () => show());
  setInterval(async () => !offline.resting() && (await waiting()).some(fresh) && deliver(), 3000);
  if ((await offline.items()).length) deliver(true);
  else show();

  function fromPage() {
    const rows = [...form.querySelectorAll("li[data-id]")].map((li) => ({
      id: Number(li.dataset.id), seat: li.dataset.seat, name: li.dataset.name, seen: li.dataset.seen,
      mark: li.querySelector("input:checked")?.value ?? "", note: li.querySelector("[name^='n-']").value,
    }));
    const { owner, session, label } = form.dataset;
    const online = Boolean(form.querySelector("input[value=online]"));
    return { path, owner, label, rows, online, session: Number(session), until: Date.now() + Number(words.dataset.hours) * 3600000 };
  }

  // What waits on the device is newer than what the server shows.
  async function overlay() {
    for (const item of await waiting()) {
      const body = await offline.unseal(item.owner, item.sealed).catch(() => ({}));
      const row = sheet.rows.find((one) => one.id === body.enrolment);
      if (!row || item.path !== path) continue;
      if (item.problem) note(place(row.id), item.problem);
      else Object.assign(row, { mark: body.mark, seen: body.mark, note: body.note || row.note });
    }
    sheet.rows.forEach(put);
    recount();
  }

  async function waiting() {
    return (await offline.items()).filter((item) => !sheet || item.owner === sheet.owner);
  }

  const fresh = (item) => !item.problem;

  function place(id) {
    return form.querySelector(`li[data-id="${id}"]`);
  }

  function put(row) {
    const chosen = row.mark && place(row.id)?.querySelector(`input[value="${row.mark}"]`);
    if (!chosen) return;
    chosen.checked = true;
    place(row.id).classList.remove("blank");
  }

  async function keep(row, mark, note) {
    const shown = { label: sheet.label, seat: row.seat }; // stays here: for a mark the server refuses
    const body = { session: sheet.session, enrolment: row.id, mark, seen: row.seen, note, shown };
    Object.assign(row, { mark, note, seen: mark });
    await offline.addItem(sheet.owner, "attendance", path, body);
    place(row.id).classList.remove("blank");
    recount();
  }

  // The line above the names, and the button for those still blank, follow the taps.
  function recount() {
    const line = form.querySelector("[data-blank]");
    const people = [...form.querySelectorAll("li[data-id]")];
    if (!people.length) return;
    const blank = people.filter((li) => !li.querySelector(".choices input:checked")).length;
    const rest = form.querySelector("[name=rest]");
    if (rest) rest.hidden = !blank;
    if (!line) return;
    const tally = [...people[0].querySelectorAll(".choices input")].map((input) => [
      input.parentElement.textContent.trim(), people.filter((li) => li.querySelector(`input[value="${input.value}"]:checked`)).length,
    ]);
    const parts = [...tally, [line.dataset.blank, blank]].filter(([, number]) => number);
    line.replaceChildren(...parts.flatMap(([label, number], place) => [
      place ? " · " : "", Object.assign(document.createElement("b"), { textContent: number }), ` ${label}`,
    ]));
  }

  async function entered(event) {
    const row = sheet.rows.find((one) => one.id === Number(event.target.closest("li[data-id]")?.dataset.id));
    if (!row) return;
    const mark = place(row.id).querySelector("input:checked")?.value;
    if (!mark) return;
    await keep(row, mark, place(row.id).querySelector("[name^='n-']").value);
    await offline.keepSheet(sheet);
    soon();
  }

  async function submitted(event) {
    event.preventDefault();
    if (event.submitter?.name === "rest") {
      for (const row of sheet.rows.filter((one) => !one.mark)) await keep(row, "present", row.note);
      await offline.keepSheet(sheet);
      sheet.rows.forEach(put);
      recount();
    }
    saved = event.submitter?.name !== "rest";
    await soon();
    if (saved) status.scrollIntoView({ block: "center" }); // the button stands at the foot of a long list, the answer above it
  }

  const soon = () => (offline.held() ? show() : deliver());

  // again: also what was refused before.
  async function deliver(again = false) {
    await show();
    const result = await offline.send(again);
    state = result.state;
    for (const { item, state: told, message } of result.receipts.splice(0)) { // two who waited for one sending count it once
      if (told !== "refused") sent += 1;
      const body = await offline.unseal(item.owner, item.sealed).catch(() => ({}));
      if (message && item.path === path && place(body.enrolment)) note(place(body.enrolment), message);
    }
    if (state === "sent" && (await waiting()).some((item) => fresh(item) && item.n > result.last)) return deliver();
    await offline.tidy();
    await show();
  }

  function note(li, message) {
    const small = li.querySelector(".beda") ?? document.createElement("p");
    small.className = "beda";
    small.textContent = message;
    li.querySelector("fieldset").append(small);
  }

  async function show() {
    const all = await waiting();
    const others = (await offline.items()).length - all.length;
    const [mine, refused] = [all.filter(fresh), all.filter((item) => !fresh(item))];
    const lines = refused.length ? [say("refused", refused.length)] : [];
    if (mine.length && state === "signed_out") lines.push(say("signin", mine.length));
    else if (mine.length) lines.push(say("kept", mine.length));
    else if (saved && !refused.length) lines.push(say("saved", sheet.rows.filter((row) => row.mark).length));
    if (sent) lines.push(say("sent", sent));
    if (others) lines.push(say("other", others));
    if (!lines.length) lines.push(say("ready", 0));
    status.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    if (mine.length && state === "signed_out") {
      const link = Object.assign(document.createElement("a"), { href: `${words.dataset.door}?next=${encodeURIComponent(path)}` });
      link.textContent = words.dataset.doorWords;
      status.append(link);
    }
    status.classList.toggle("kunyit", all.length > 0);
    if (refused.length) await (loading ??= loadRefused());
    await offline.drawRefused?.(status, refused, sheet, () => deliver(true), show);
  }

  // Few ever need it, so it comes with the first refusal and stays for the days without network.
  function loadRefused() {
    const src = words.dataset.refusedScript;
    self.caches?.open("balai-offline-1").then((cache) => cache.add(src)).catch(() => {});
    return new Promise((done) => {
      const failed = () => done((loading = null));
      document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
    });
  }

  function drawAll() {
    const main = document.getElementById("lembar");
    document.querySelector("h1").textContent = sheet.label;
    main.replaceChildren(document.getElementById("lembar-kosong").content.cloneNode(true));
    form = main.querySelector("form");
    const list = form.querySelector("ul");
    const blank = document.getElementById("baris").content;
    for (const row of sheet.rows) {
      const li = blank.cloneNode(true).querySelector("li");
      li.dataset.id = row.id;
      if (!sheet.online) li.querySelector("label.online")?.remove();
      li.querySelector("legend").textContent = `${row.seat} ${row.name}`.trim();
      for (const input of li.querySelectorAll("input[type=radio]")) input.name = `m-${row.id}`;
      const field = li.querySelector("[name='n-']");
      Object.assign(field, { name: `n-${row.id}`, value: row.note ?? "" });
      li.classList.toggle("blank", !row.mark);
      list.append(li);
      put(row);
    }
    recount();
  }

  async function listSheets() {
    const kept = (await offline.sheets()).filter((row) => row.until > Date.now());
    const list = document.createElement("ul");
    for (const row of kept) {
      const link = Object.assign(document.createElement("a"), { href: row.path });
      link.textContent = (await offline.sheetAt(row.path)).label;
      list.append(Object.assign(document.createElement("li"), {}));
      list.lastChild.append(link);
    }
    if (kept.length) document.getElementById("lembar")?.append(list);
  }

  // The page for no network and what it is made of; fetched without the sign-in, so that it names nobody.
  async function keepShell() {
    if (!("serviceWorker" in navigator)) return;
    await navigator.serviceWorker.register("/luring.js");
    const cache = await caches.open("balai-offline-1");
    const answer = await fetch("/luring/", { credentials: "omit", cache: "no-store" });
    if (!answer.ok) return;
    await cache.put("/luring/", answer.clone());
    const shell = new DOMParser().parseFromString(await answer.text(), "text/html");
    const parts = [...shell.querySelectorAll("link[rel~=stylesheet], link[rel~=icon]")].map((one) => one.getAttribute("href"));
    parts.push(...[...shell.querySelectorAll("script[src]")].map((one) => one.getAttribute("src")));
    await cache.addAll(parts);
    await navigator.serviceWorker.ready;
    words.dataset.keptShell = "1";
  }
})();
