// Real nodes for the tests: an airspace node with its token server, and desks of parties that share it, each a process of its own with
// a store on disk in a folder that is thrown away. It knows how they are configured, started and stopped; nothing of the page.
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
/** The program under test, with the page built in. */
export const TANSIQ = path.resolve(process.env.TANSIQ_BIN ?? path.join(HERE, '../../target/debug/tansiq'));
const HOST = '127.0.0.1';
const START_MS = 30_000;
const STOP_MS = 10_000;
/** Lines of a node's log that are shown when it does not start. */
const LAST_LINES = 15;

const DESK_SCOPES = [
  'utm.strategic_coordination', 'utm.conformance_monitoring_sa', 'utm.constraint_management', 'utm.constraint_processing',
];
/** What a program of the desk's own party may: for posting positions. */
const PROGRAM_SCOPES = ['tansiq.desk.view', 'tansiq.desk.plan', 'tansiq.desk.position'];

export const PASSWORD = 'correct-horse-battery';

/** The people of every desk: the name says the role. */
export const PEOPLE = [
  { name: 'huda', fullName: 'هدى الخطيب', role: 'duty_officer' },
  { name: 'omar', fullName: 'Omar Haddad', role: 'planner' },
  { name: 'vera', fullName: 'Vera', role: 'viewer' },
  { name: 'root', fullName: 'Administrator', role: 'administrator' },
];

const quoted = (text) => JSON.stringify(String(text));

// What a caller keeps for a real node must not reach those of a test.
const environment = () => Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TANSIQ_')));

function tansiq(args, input = '') {
  const { status, stdout, stderr, error } = spawnSync(TANSIQ, args, { input, encoding: 'utf8', env: environment() });
  if (error) throw new Error(`${TANSIQ} cannot be run: ${error.message}; build it with: make build`);
  if (status !== 0) throw new Error(`tansiq ${args.slice(0, 2).join(' ')} failed: ${stderr}`);
  return stdout;
}

/** One running process and how to start it again on the same folder and address. */
class Node {
  constructor(folder, config) {
    this.folder = folder;
    this.config = path.join(folder, 'tansiq.toml');
    this.log = path.join(folder, 'node.log');
    mkdirSync(folder, { recursive: true });
    writeFileSync(this.config, config, { mode: 0o600 });
  }

  async start() {
    const args = ['serve', '--config', this.config, '--listen', this.url ? this.url.replace('http://', '') : `${HOST}:0`];
    this.child = spawn(TANSIQ, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    this.child.stderr.on('data', (data) => appendFileSync(this.log, data));
    this.url = await this.listening();
    await until(`${this.url} to be ready`, async () => (await fetch(`${this.url}/ready`)).ok, START_MS);
  }

  listening() {
    return new Promise((resolve, reject) => {
      let said = '';
      const fail = (why) => reject(new Error(`a node did not start (${why}):\n${this.lastWords()}`));
      const timer = setTimeout(() => fail('too slow'), START_MS);
      this.child.once('exit', (code) => fail(`exit ${code}`));
      this.child.stdout.on('data', (data) => {
        appendFileSync(this.log, data);
        said += data;
        const found = /listening on (http:\/\/\S+?)\/?\s/.exec(said);
        if (!found) return;
        clearTimeout(timer);
        resolve(found[1]);
      });
    });
  }

  lastWords() {
    return readFileSync(this.log, { encoding: 'utf8', flag: 'a+' }).split('\n').slice(-LAST_LINES).join('\n');
  }

  async stop() {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await gone;
    clearTimeout(timer);
  }
}

/** Asks again until it is so, or too much time has passed. */
export async function until(what, isSo, withinMs = 10_000) {
  const end = Date.now() + withinMs;
  for (;;) {
    const found = await Promise.resolve(isSo()).catch(() => undefined);
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const store = (folder) => `[store]\nkind = "sqlite"\npath = ${quoted(path.join(folder, 'data'))}\n\n`;

function airspaceConfig(folder, parties) {
  const clients = parties.flatMap((party) => [
    client(party, party, `${party}-secret`, DESK_SCOPES),
    client(`${party}-program`, party, `${party}-program-secret`, PROGRAM_SCOPES),
  ]);
  return `[server]\nlisten = "${HOST}:0"\nlocality = "e2e"\nallow_http_base_urls = true\n\n${store(folder)}`
    + `[auth]\naudiences = ["localhost", "${HOST}"]\n\n[token_server]\nenabled = true\nissuer = "https://e2e.example"\n`
    + `signing_key = ${quoted(path.join(folder, 'data/token-signing-key.pem'))}\n\n${clients.join('\n')}`;
}

const client = (id, sub, secret, scopes) =>
  tansiq(['client', 'add', '--id', id, '--sub', sub, '--scope', ...scopes, '--audience', HOST, '--secret-stdin'], `${secret}\n`);

function deskConfig(folder, party, airspace, options) {
  const secret = path.join(folder, 'secret');
  mkdirSync(folder, { recursive: true });
  writeFileSync(secret, `${party}-secret`, { mode: 0o600 });
  return `[server]\nlisten = "${HOST}:0"\nlocality = ${quoted(party)}\n\n${store(folder)}[auth]\naudiences = ["${HOST}"]\n`
    + `jwks_urls = ["${airspace}/.well-known/jwks.json"]\n\n[desk]\nenabled = true\nparty = ${quoted(party)}\ndss = ["${airspace}"]\n`
    + `token_url = "${airspace}/oauth/token"\nclient_secret_file = ${quoted(secret)}\nallow_private_peers = true\n`
    + `monitors_conformance = true\nprocesses_constraints = true\nmanages_constraints = true\n${options.desk ?? ''}\n`
    + `[page]\nview_lat = 36.2\nview_lng = 37.15\nview_zoom = 9\n${options.page ?? ''}`;
}

/**
 * Starts an airspace node and a desk for each party, with the same people. `stop` ends them and throws their folder away.
 * `options.desk` and `options.page` are further lines of those sections of the desks' configuration.
 */
export async function startWorld(parties, options = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tansiq-e2e-'));
  const nodes = [];
  const stop = async () => {
    for (const node of nodes.toReversed()) await node.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const airspace = new Node(path.join(folder, 'airspace'), airspaceConfig(path.join(folder, 'airspace'), parties));
    nodes.push(airspace);
    await airspace.start();
    const desks = {};
    for (const party of parties) {
      const place = path.join(folder, party);
      const desk = new Node(place, deskConfig(place, party, airspace.url, options));
      for (const { name, role, fullName } of PEOPLE) {
        tansiq(['people', 'add', name, '--role', role, '--full-name', fullName, '--config', desk.config, '--password-stdin'], `${PASSWORD}\n`);
      }
      nodes.push(desk);
      await desk.start();
      desks[party] = desk;
    }
    return { airspace, desks, stop, token: (party) => token(airspace.url, party) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A token of a party's own program. */
async function token(airspace, party) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials', client_id: `${party}-program`, client_secret: `${party}-program-secret`,
    audience: HOST, scope: PROGRAM_SCOPES.join(' '),
  });
  const answer = await fetch(`${airspace}/oauth/token`, { method: 'POST', body });
  if (!answer.ok) throw new Error(`no token for ${party}: ${await answer.text()}`);
  return (await answer.json()).access_token;
}
