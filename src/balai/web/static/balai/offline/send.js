// Sends what the device kept, in the order it was entered; only a receipt lets an item go.
"use strict";
(() => {
  const offline = self.balaiOffline;
  const MOST = 100;
  let running = null;

  const ask = (path, how = {}) =>
    fetch(path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...how });
  const signedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;

  // {state: sent | offline | signed_out, owner, receipts: [{item, state, message}]}
  async function send() {
    const receipts = [];
    let owner = "";
    try {
      const who = await ask("/api/v1/device");
      if (signedOut(who)) return { state: "signed_out", owner, receipts };
      if (!who.ok) return { state: "offline", owner, receipts };
      const told = await who.json();
      owner = told.owner;
      const mine = (await offline.items()).filter((item) => item.owner === owner);
      for (const kind of new Set(mine.map((item) => item.kind))) {
        const same = mine.filter((item) => item.kind === kind);
        for (let first = 0; first < same.length; first += MOST) {
          const state = await sendSome(kind, same.slice(first, first + MOST), told.token, receipts);
          if (state) return { state, owner, receipts };
        }
      }
      return { state: "sent", owner, receipts };
    } catch {
      return { state: "offline", owner, receipts };
    }
  }

  async function sendSome(kind, items, token, receipts) {
    const bodies = await Promise.all(items.map((item) => offline.unseal(item.owner, item.sealed)));
    const answer = await ask("/api/v1/device/items", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ kind, items: items.map((item, i) => ({ id: item.id, made_at: item.at, body: bodies[i] })) }),
    });
    if (signedOut(answer)) return "signed_out";
    if (!answer.ok) return "offline";
    const told = new Map((await answer.json()).receipts.map((receipt) => [receipt.id, receipt]));
    for (const item of items) {
      const receipt = told.get(item.id);
      if (!receipt) continue;
      if (receipt.state === "refused") await offline.changeItem({ ...item, problem: receipt.message });
      else await offline.dropItem(item.n);
      receipts.push({ item, state: receipt.state, message: receipt.message });
    }
    return "";
  }

  // Two tabs do not send the same at once; if they did, the server would answer the second one as the first.
  offline.send = () => {
    running ??= (navigator.locks ? navigator.locks.request("balai-send", send) : send()).finally(() => (running = null));
    return running;
  };
})();
