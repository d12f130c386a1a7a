// What the server refused stays on the device until its maker has dealt with it: copied for a clerk, sent again, thrown away.
"use strict";
(() => {
  const offline = self.balaiOffline;
  const words = document.getElementById("luring")?.dataset;
  if (!words || !offline?.able) return;
  let drawn = "";

  const make = (tag, more = {}) => Object.assign(document.createElement(tag), more);
  const button = (text, act, more = {}) => {
    const one = make("button", { type: "button", className: "btn quiet", textContent: text, ...more });
    one.addEventListener("click", () => act(one));
    return one;
  };

  // place: the list stands behind it. sheet: on the screen, for the names. again(n): sends; changed(): something went.
  offline.drawRefused = async (place, items, sheet, again, changed) => {
    const now = items.map((item) => `${item.n} ${item.problem}`).join("\n");
    if (now === drawn) return;
    drawn = now;
    document.getElementById("luring-ditolak")?.remove();
    if (!items.length) return;
    const section = make("section", { id: "luring-ditolak" });
    const list = make("ul", { className: "meja" });
    for (const item of items) list.append(await line(item, sheet, changed));
    section.append(make("h2", { textContent: words.refusedTitle }), make("p", { textContent: words.refusedDo }), list);
    const last = make("p");
    last.append(button(words.resend, again));
    section.append(last);
    place.after(section);
  };

  async function line(item, sheet, changed) {
    const told = await saidIn(item, sheet);
    const li = make("li"), text = make("div"), acts = make("div", { className: "actions" });
    const answer = make("small");
    answer.setAttribute("role", "status");
    text.append(make("b", { textContent: told.title }), make("small", { textContent: `${told.place} · ${told.at}` }));
    text.append(make("p", { textContent: item.problem }), answer);
    const whole = [told.title, told.place, told.at, item.problem].filter(Boolean).join("\n");
    acts.append(button(words.copy, async () => {
      const done = await navigator.clipboard?.writeText(whole).then(() => true, () => false);
      answer.textContent = done ? words.copied : whole;
    }));
    acts.append(button(words.discard, async (one) => {
      if (one.textContent === words.sure) {
        await offline.dropItem(item.n);
        await changed();
      } else one.textContent = words.sure;
    }));
    li.append(text, acts);
    return li;
  }

  // Names stand on the sheet alone; without it the seat tells a clerk who it is.
  async function saidIn(item, sheet) {
    const body = await offline.unseal(item.owner, item.sealed).catch(() => ({}));
    const row = item.path === sheet.path && sheet.rows.find((one) => one.id === body.enrolment);
    const choice = document.querySelector(`.absen .choices input[value="${CSS.escape(body.mark ?? "")}"]`);
    const mark = choice?.parentElement.textContent.trim() ?? body.mark ?? "?";
    const who = row ? row.name : words.seat.replaceAll("{n}", body.shown?.seat || "?");
    const at = new Date(item.at).toLocaleString(document.documentElement.lang || "id", { dateStyle: "short", timeStyle: "short" });
    return { title: [`${who}: ${mark}`, body.note].filter(Boolean).join(" · "), place: body.shown?.label ?? item.path, at };
  }
})();
