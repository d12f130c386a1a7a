// A meeting dragged to another day, or onto another meeting to follow it: sends the form of its own page, with day and hour changed.
// A mouse drags at once; a finger lifts a meeting by resting on it, and scrolls the page when it moves before that.
"use strict";
(() => {
  const words = document.getElementById("seret");
  if (!words) return;
  const [HELD, STILL, EDGE] = [350, 10, 80]; // milliseconds until it is lifted; pixels a resting finger trembles; where the page follows
  const said = matchMedia("(pointer: coarse)").matches ? words.dataset.finger : words.dataset.hint;
  const mouse = matchMedia("(any-pointer: fine)").matches;
  const hint = document.createElement("p");
  hint.className = "muted";
  hint.setAttribute("role", "status");
  hint.textContent = said;
  words.after(hint);
  let dragged = null;
  let over = null;
  let finger = null;

  for (const card of document.querySelectorAll(".tatap[data-slot]")) {
    card.classList.add("geser");
    card.draggable = mouse;
    card.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" || finger || event.target.closest("a")) return;
      card.draggable = false;
      finger = { card, id: event.pointerId, x: event.clientX, y: event.clientY, lifted: false };
      finger.timer = setTimeout(lift, HELD);
    });
    // Only this keeps the page from scrolling away under a lifted meeting; it must be asked before the finger moves.
    card.addEventListener("touchmove", (event) => finger?.lifted && event.preventDefault(), { passive: false });
    card.addEventListener("contextmenu", (event) => finger && event.preventDefault());
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.dataset.id);
      card.classList.add("diseret");
    });
    card.addEventListener("dragend", () => {
      card.classList.remove("diseret");
      aim(null);
      dragged = null;
    });
  }
  for (const day of document.querySelectorAll(".pekan > section[data-hari]")) {
    day.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      aim(place(day, event.target));
    });
    day.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      drop(place(day, event.target));
    });
  }

  document.addEventListener("pointerdown", (event) => finger && event.pointerId !== finger.id && letGo());
  document.addEventListener("pointercancel", (event) => event.pointerId === finger?.id && letGo());
  document.addEventListener("pointermove", (event) => {
    if (event.pointerId !== finger?.id) return;
    if (finger.lifted) {
      [finger.x, finger.y] = [event.clientX, event.clientY];
      aim(under());
    } else if (Math.hypot(event.clientX - finger.x, event.clientY - finger.y) > STILL) letGo();
  });
  document.addEventListener("pointerup", (event) => {
    if (event.pointerId !== finger?.id) return;
    const to = finger.lifted ? under() : null;
    if (to) drop(to);
    letGo();
  });

  function lift() {
    finger.lifted = true;
    dragged = finger.card;
    dragged.classList.add("diseret");
    hint.classList.add("melekat");
    aim(under());
    follow();
  }

  // Where the finger is; null outside the days of the class, where letting go moves nothing.
  function under() {
    const target = document.elementFromPoint(finger.x, finger.y);
    const day = target?.closest(".pekan > section[data-hari]");
    return day ? place(day, target) : null;
  }

  // On a telephone the days stand below each other: near the edge the page moves on under the finger.
  function follow() {
    if (!finger?.lifted) return;
    const way = finger.y < EDGE ? -1 : finger.y > innerHeight - EDGE ? 1 : 0;
    if (way) {
      scrollBy({ top: way * 8, behavior: "instant" });
      aim(under());
    }
    requestAnimationFrame(follow);
  }

  function letGo() {
    clearTimeout(finger.timer);
    finger.card.classList.remove("diseret");
    finger.card.draggable = mouse;
    hint.classList.remove("melekat");
    aim(null);
    finger = dragged = null;
  }

  function drop(to) {
    const card = dragged;
    dragged = null;
    aim(null);
    if (to.hari !== card.closest("section").dataset.hari || to.jam !== card.dataset.jam) move(card, to);
    else hint.textContent = said;
  }

  // On another meeting: when that one is over. Anywhere else of the day: at the hour it had.
  function place(day, target) {
    const before = target.closest(".tatap");
    const follows = before && before !== dragged && before.dataset.selesai;
    return { day, at: follows ? before : day, hari: day.dataset.hari, jam: follows || dragged.dataset.jam };
  }

  function aim(to) {
    if (over !== to?.at) over?.classList.remove("tujuan");
    over = to?.at ?? null;
    over?.classList.add("tujuan");
    if (to) hint.textContent = words.dataset.drop.replace("{day}", to.day.dataset.kata).replace("{time}", to.jam);
    else if (dragged) hint.textContent = said;
  }

  async function move(card, to) {
    document.querySelector(".pekan .gagal")?.remove();
    hint.textContent = words.dataset.sending;
    card.setAttribute("aria-busy", "true");
    const problem = await sent(card.dataset.slot, to).catch(() => words.dataset.failed);
    if (!problem) return location.reload();
    card.removeAttribute("aria-busy");
    hint.textContent = said;
    const note = document.createElement("p");
    note.className = "note saga gagal";
    note.setAttribute("role", "alert");
    note.textContent = problem;
    if (to.at === to.day) to.day.querySelector("h2").after(note);
    else to.at.after(note);
  }

  // What stands in the way, "" when it was moved.
  async function sent(address, to) {
    const page = await fetch(address, { credentials: "same-origin", redirect: "error" });
    if (!page.ok) return words.dataset.failed;
    const body = new FormData(formOf(await page.text()));
    body.set("held_on", to.hari);
    body.set("starts_at", to.jam);
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
    if (answer.type === "opaqueredirect") return "";
    const said = answer.ok ? [...formOf(await answer.text()).querySelectorAll(".errorlist li")] : [];
    return said.map((one) => one.textContent).join(" ") || words.dataset.failed;
  }

  function formOf(text) {
    return new DOMParser().parseFromString(text, "text/html").querySelector("form[data-pindah]");
  }
})();
