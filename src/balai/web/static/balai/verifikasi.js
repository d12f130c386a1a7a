// Reads the signed form of a certificate (docs/credentials.md) on this device. Nothing typed here is sent anywhere.
(() => {
  const form = document.getElementById('luring');
  if (!form) return;
  const field = form.querySelector('textarea');
  const keys = JSON.parse(form.dataset.keys);
  const prefix = new TextEncoder().encode('balai-certificate-1\n');

  function bytes(text) {
    const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return Uint8Array.from(raw, one => one.charCodeAt(0));
  }

  function parts(typed) {
    const bare = typed.replace(/\s+/g, '').split('#').pop().split('.');
    if (bare.length !== 3 || bare[0] !== 'B1') return null;
    try {
      const payload = bytes(bare[1]);
      const lines = new TextDecoder('utf-8', {fatal: true}).decode(payload).split('\n');
      return lines.length === 10 ? {payload, signature: bytes(bare[2]), lines} : null;
    } catch { return null; }
  }

  // unreadable, unknown_key, distrusted_key, forged, genuine; cannot where this browser does not know Ed25519
  async function finding(read) {
    if (!read) return 'unreadable';
    const key = keys.find(one => one.id === read.lines[9]);
    if (!key) return 'unknown_key';
    try {
      const raw = Uint8Array.from(key.public.match(/../g), pair => parseInt(pair, 16));
      const known = await crypto.subtle.importKey('raw', raw, {name: 'Ed25519'}, false, ['verify']);
      const said = new Uint8Array([...prefix, ...read.payload]);
      if (!await crypto.subtle.verify({name: 'Ed25519'}, known, read.signature, said)) return 'forged';
    } catch { return 'cannot'; }
    return key.distrusted_on ? 'distrusted_key' : 'genuine';
  }

  const day = iso => iso.split('-').reverse().join('-');

  async function check() {
    const read = parts(field.value);
    const found = await finding(read);
    for (const one of document.querySelectorAll('[data-finding]')) one.hidden = one.dataset.finding !== found;
    const facts = document.getElementById('isi-kode');
    facts.hidden = found !== 'genuine';
    if (found !== 'genuine') return;
    const [, code, holder, title, issuer, number, issued, until, signed] = read.lines;
    const shown = {code, holder, title, issuer, number, issued: day(issued), until: until ? day(until) : '–', signed: day(signed)};
    for (const place of document.querySelectorAll('[data-fact]')) place.textContent = shown[place.dataset.fact];
  }

  form.addEventListener('submit', event => { event.preventDefault(); check(); });
  if (location.hash.startsWith('#B1.')) { field.value = location.hash.slice(1); check(); }
})();
