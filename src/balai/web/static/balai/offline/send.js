// Sends what the device kept, in the order it was entered; only a receipt lets an item go. What the server cannot take now
// waits, longer each time; what it refuses stays, with its sentence, and holds up nothing else.
"use strict";
(() => {
  const offline = self.balaiOffline;
  const words = document.getElementById("luring")?.dataset ?? {};
  const MOST = 100, BROKEN = 3;
  const LATER = [408, 429, 502, 503, 504];
  const FIRST_PAUSE = 4000, LONGEST_PAUSE = 300000, LONGEST_ASKED = 3600000;
  let running = null, failed = 0, rest = 0, asked = 0;

  const stop = (state, pause) => Object.assign(new Error(state), { state, pause });

  async function ask(path, how = {}) {
    const answer = await fetch(path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...how });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) throw stop("signed_out");
    if (LATER.includes(answer.status)) throw stop("offline", pauseIn(answer.headers.get("Retry-After") ?? ""));
    return answer;
  }

  // Seconds, or a date; 0 for neither.
  function pauseIn(told) {
    const pause = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
    return pause > 0 ? Math.min(pause, LONGEST_ASKED) : 0;
  }

  // again: also what was refused before. {state: sent | offline | signed_out, owner, last, receipts: [{item, state, message}]}
  async function send(again) {
    const run = { receipts: [], broken: 0, token: "" };
    let owner = "", last = 0;
    try {
      const who = await ask("/api/v1/device");
      if (!who.ok) throw stop("offline", 0);
      ({ owner, token: run.token } = await who.json());
      const mine = (await offline.items()).filter((item) => item.owner === owner);
      last = Math.max(0, ...mine.map((item) => item.n));
      const fresh = mine.filter((item) => !item.problem);
      for (const kind of new Set(fresh.map((item) => item.kind))) {
        const same = fresh.filter((item) => item.kind === kind);
        for (let first = 0; first < same.length; first += MOST) await sendSome(same.slice(first, first + MOST), run);
      }
      if (again) for (const item of mine.filter((one) => one.problem)) await sendSome([item], run);
      failed = rest = asked = 0;
      return { state: "sent", owner, last, receipts: run.receipts };
    } catch (no) {
      if (no.state !== "signed_out") pause(no);
      return { state: no.state ?? "offline", owner, last, receipts: run.receipts };
    }
  }

  // no.pause is missing where there was no answer at all: then a tap may try at once.
  function pause(no) {
    failed += 1;
    rest = Date.now() + Math.max(no.pause ?? 0, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failed - 1)));
    asked = no.pause === undefined ? 0 : rest;
  }

  async function sendSome(items, run) {
    const told = [];
    for (const item of items) {
      const body = await offline.unseal(item.owner, item.sealed).catch(() => null);
      if (body) told.push({ item, sent: { id: item.id, made_at: item.at, body: { ...body, shown: undefined } } });
      else await refused(item, words.broken, run);
    }
    if (!told.length) return;
    const answer = await ask("/api/v1/device/items", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": run.token },
      body: JSON.stringify({ kind: items[0].kind, items: told.map(({ sent }) => sent) }),
    });
    if (answer.ok) return received(await answer.json(), told, run);
    if (told.length > 1) { // one of them may be the reason, so each goes alone
      for (const { item } of told) await sendSome([item], run);
      return;
    }
    const { message } = await answer.json().catch(() => ({}));
    await refused(told[0].item, message || words.unanswered, run);
    run.broken = answer.status >= 500 ? run.broken + 1 : 0;
    if (run.broken === BROKEN) throw stop("offline", 0); // not the items: the server
  }

  async function received(answer, told, run) {
    const answers = new Map(answer.receipts.map((receipt) => [receipt.id, receipt]));
    run.broken = 0;
    for (const { item } of told) {
      const receipt = answers.get(item.id);
      if (receipt?.state === "refused") await refused(item, receipt.message, run);
      else if (receipt) {
        await offline.dropItem(item.n);
        run.receipts.push({ item, state: receipt.state, message: receipt.message });
      }
    }
  }

  async function refused(item, message, run) {
    await offline.changeItem({ ...item, problem: message || words.unanswered || "-" });
    run.receipts.push({ item, state: "refused", message });
  }

  // Two tabs do not send the same at once; if they did, the server would answer the second one as the first.
  offline.send = (again = false) => {
    const act = () => send(again);
    running ??= (navigator.locks ? navigator.locks.request("balai-send", act) : act()).finally(() => (running = null));
    return running;
  };
  // It is better to wait; held: because the server said so, so that a tap waits as well.
  offline.resting = () => Date.now() < rest;
  offline.held = () => Date.now() < asked;
})();
