// A meeting dragged to another day, or onto another meeting to follow it: sends the form of its own page, with day and hour changed.
"use strict";
(() => {
  const words = document.getElementById("seret");
  if (!words || !matchMedia("(any-pointer: fine)").matches) return;
  const hint = document.createElement("p");
  hint.className = "muted";
  hint.setAttribute("role", "status");
  hint.textContent = words.dataset.hint;
  words.after(hint);
  let dragged = null;
  let over = null;

  for (const card of document.querySelectorAll(".tatap[data-slot]")) {
    card.draggable = true;
    card.addEventListener("dragstart", (event) => {
      dragged = card;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", card.dataset.id);
      card.classList.add("diseret");
    });
    card.addEventListener("dragend", () => {
      card.classList.remove("diseret");
      aim(null);
      if (dragged) hint.textContent = words.dataset.hint;
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
      const [card, to] = [dragged, place(day, event.target)];
      dragged = null;
      aim(null);
      if (to.hari !== card.closest("section").dataset.hari || to.jam !== card.dataset.jam) move(card, to);
    });
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
  }

  async function move(card, to) {
    document.querySelector(".pekan .gagal")?.remove();
    hint.textContent = words.dataset.sending;
    card.setAttribute("aria-busy", "true");
    const problem = await sent(card.dataset.slot, to).catch(() => words.dataset.failed);
    if (!problem) return location.reload();
    card.removeAttribute("aria-busy");
    hint.textContent = words.dataset.hint;
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
