// The messages of `/api/v1/desk`, spelled as the node spells them (`/api/v1/openapi.json`). Nothing is converted here.

/** RFC 3339, always in UTC. */
export type Instant = string;
export type Uuid = string;

export type Role = 'viewer' | 'planner' | 'duty_officer' | 'administrator';

// Sessions and people.

/** `GET /api/v1/desk/page`: what the page needs before anybody has signed in. Public. */
export interface PageSettings {
  party: string;
  version: string;
  now: Instant;
  /** Language until the reader chooses one: `ar`, `en`, `fr`, `ru`, `tr`; absent for the browser's. */
  language?: string;
  /** The map's first view; absent for where the picture is. */
  view?: { lat: number; lng: number; zoom: number };
  /** More detail than the basemap that is built in, through this node (`/api/v1/desk/tiles/…`). */
  tiles?: TileSettings;
  /** Whether a deployment's own basemap and names take the place of those built in. */
  basemap: { land_url?: string; names_url?: string };
}

export interface TileSettings {
  kind: 'raster' | 'vector';
  /** On this origin, a template with {z}, {x}, {y}. The node unpacks PMTiles itself. */
  url: string;
  attribution: string;
  min_zoom: number;
  max_zoom: number;
}

/**
 * `GET /api/v1/desk/session`; also the answer to signing in (`POST`, with `SignIn`). 401 without a session. `DELETE` signs out,
 * `DELETE session/everywhere` ends all sessions of the person, this one too; both 204.
 */
export interface Session {
  name: string;
  full_name: string;
  role: Role;
  /** To be sent as `X-CSRF-Token` with everything that changes something. */
  csrf: string;
  expires_at: Instant;
  totp: boolean;
}

export interface SignIn {
  name: string;
  password: string;
  /** Six digits, for those who have a second factor. */
  code?: string;
}

/** A refusal to sign in, 401. */
export interface SignInRefused {
  message: string;
  /** Name and password were right; the code is missing or wrong. */
  needs_code: boolean;
}

/**
 * `PUT /api/v1/desk/session/password`: all sessions of the person end, and a new one begins for this browser, which is the answer
 * (`Session`, with a `csrf` of its own). 403 if `current` is wrong. A password has 10 to 256 bytes and is not the name.
 */
export interface PasswordChange {
  current: string;
  password: string;
}

/** `POST /api/v1/desk/session/totp` (with `{password}`): a secret to be confirmed by `PUT` with `{code}`. `DELETE` with `{password}` ends it. */
export interface TotpOffer {
  secret: string;
  uri: string;
}

/** `GET /api/v1/desk/people`: `{people}`. `POST` with `NewPerson`; `PUT people/{name}` with `PersonChange`; `PUT people/{name}/password` with
 * `{password}`; `DELETE people/{name}/sessions`; `DELETE people/{name}/totp`; `DELETE people/{name}`. */
export interface Person {
  name: string;
  full_name: string;
  role: Role;
  disabled: boolean;
  totp: boolean;
  sessions: number;
  created: Instant;
  last_sign_in?: Instant;
}

export interface NewPerson {
  name: string;
  full_name: string;
  role: Role;
  password: string;
}

export interface PersonChange {
  full_name?: string;
  role?: Role;
  disabled?: boolean;
}

// Volumes.

export interface Point {
  lat: number;
  lng: number;
}

/** `FL` is in hundreds of feet; `SFC` is `AGL`. Answers are `W84` in metres. */
export interface Altitude {
  value: number;
  reference: 'W84' | 'AMSL' | 'AGL' | 'SFC' | 'FL';
  units: 'M' | 'FT';
}

export interface Shape {
  outline_circle?: { center: Point; radius: { value: number; units: 'M' } };
  outline_polygon?: { vertices: Point[] };
  altitude_lower?: Altitude;
  altitude_upper?: Altitude;
}

export interface Volume {
  volume: Shape;
  time_start?: Instant;
  time_end?: Instant;
  /** Requests only: metres by which the outline reaches further, 0 to 50,000. */
  buffer_m?: number;
  certainty?: 'exact' | 'within' | 'nowhere';
  certain_lower_m?: number;
  certain_upper_m?: number;
}

// Plans.

export type PlanState = 'planning' | 'refused' | 'accepted' | 'activated' | 'nonconforming' | 'contingent' | 'ended';

export interface Pair {
  own: number;
  other: number;
  horizontal_m: number;
  vertical_m?: number;
  seconds?: number;
  lat: number;
  lng: number;
  from?: Instant;
  certain: boolean;
}

export type OtherKind = 'own_operation' | 'peer_operation' | 'area' | 'constraint';

export type Weight =
  | 'lower_priority'
  | 'equal_priority'
  | 'prohibited'
  | 'unauthorised'
  | 'higher_priority'
  | 'equal_permitted'
  | 'already'
  | 'advises'
  | 'authorised';

export interface Meeting {
  kind: OtherKind;
  other: Uuid;
  manager?: string;
  name?: string;
  weight: Weight;
  blocks: boolean;
  certain: boolean;
  pairs_total: number;
  pairs: Pair[];
}

export interface Alternative {
  kind: 'later' | 'earlier' | 'higher' | 'lower' | 'hold';
  seconds?: number;
  metres?: number;
  before?: number;
  volumes: Volume[];
}

export interface PlanRequest {
  name: string;
  priority: number;
  state?: 'accepted' | 'activated' | 'nonconforming' | 'contingent';
  volumes: Volume[];
  off_nominal_volumes?: Volume[];
  authorisations?: Uuid[];
  stated?: string[];
}

/** `POST /api/v1/desk/checks`. */
export interface CheckRequest extends PlanRequest {
  /** The plan that it would change. */
  id?: Uuid;
  /** Whether to ask the DSS and the peers first; true if absent. */
  discover?: boolean;
  /** None are sought if absent. */
  alternatives?: { shift_s?: number; not_before?: Instant; lowest_m?: number; highest_m?: number };
}

export interface Check {
  blocked: boolean;
  meetings: Meeting[];
  alternatives: Alternative[];
  as_of: Instant;
  discovered: boolean;
  stated: string[];
}

/** 409 to a submission that meets what it may not. */
export interface Refused {
  message: string;
  meetings: Meeting[];
  alternatives: Alternative[];
}

/** `POST /api/v1/desk/plans/read` with a file as its body. */
export interface ReadPlan {
  plan: PlanRequest;
  needs_start: boolean;
}

export interface Position {
  at: Instant;
  lat: number;
  lng: number;
  height_m: number;
}

export interface Plan {
  id: Uuid;
  revision: number;
  state: PlanState;
  pending?: { state: PlanState; since: Instant };
  name: string;
  priority: number;
  volumes: Volume[];
  off_nominal_volumes: Volume[];
  authorisations: Uuid[];
  stated: string[];
  planner: string;
  created: Instant;
  changed: Instant;
  reference?: { ovn: string; version: number; subscription_id?: Uuid };
  excursion?: { since: Instant; position?: Position };
  meetings: Meeting[];
  deliveries: { waiting: number; failing: number };
  last_position?: Position;
}

// What others disclosed.

export interface KnownOperation {
  id: Uuid;
  manager: string;
  uss_base_url: string;
  version: number;
  state: PlanState;
  time_start: Instant;
  time_end: Instant;
  /** Absent if it was not told. */
  priority?: number;
  volumes: Volume[];
  off_nominal_volumes: Volume[];
  /** Its manager is Down and did not tell: the volumes are where it may be. */
  withheld: boolean;
}

export type AreaKind = 'prohibited' | 'requires_authorisation' | 'conditional' | 'advisory';

export interface KnownConstraint {
  id: Uuid;
  manager: string;
  uss_base_url: string;
  version: number;
  kind: AreaKind;
  name: string;
  volumes: Volume[];
  zone?: unknown;
}

// Areas.

export interface Window {
  start: Instant | null;
  end: Instant | null;
}

export interface Area {
  id: Uuid;
  name: string;
  kind: AreaKind;
  /** Without times: when the area is active, its windows say. */
  layers: Volume[];
  windows: Window[];
  windows_unlisted: number;
  windows_until?: Instant;
  published: boolean;
  constraints: (Window & { id: Uuid; state: 'being_written' | 'at_dss' | 'being_removed' | 'not_at_dss'; ovn?: string; version?: number })[];
  constraints_unlisted: number;
  document: unknown;
  revision: number;
  changed: Instant;
}

export type FileFormat = 'geo_json' | 'kml' | 'ed318' | 'ed269' | 'open_air';

/** `POST /api/v1/desk/areas/import?format=…&check_only=…` with a file as its body. */
export interface Imported {
  areas: { id: Uuid; name: string; kind: AreaKind; revision: number }[];
  problems: { feature?: string; path: string; message: string; severity: 'warning' | 'error' }[];
  problems_unlisted: number;
}

// Notices, deliveries.

interface NoticeHead {
  seq: number;
  at: Instant;
  /** The operation of this desk that it is about. */
  operation?: Uuid;
  seen?: { by: string; at: Instant };
}

export type Notice = NoticeHead &
  (
    | { kind: 'conflict_found'; meeting: Meeting }
    | { kind: 'conflict_cleared'; other: Uuid }
    | { kind: 'plan_changed_near'; other: Uuid; manager: string; state?: PlanState }
    | { kind: 'area_activated'; meeting: Meeting }
    | { kind: 'state_changed'; from?: PlanState; to: PlanState; automatic: boolean }
    | { kind: 'left_volumes'; position?: Position }
    | { kind: 'back_in_volumes' }
    | { kind: 'delivery_failing'; to: string; problem: string; attempts: number }
    | { kind: 'write_unheard' }
    | { kind: 'reconciled'; landed: boolean }
    | { kind: 'meetings_left_out'; count: number }
    | { kind: 'peer_unreadable'; manager: string; problem: string }
  );

export interface Delivery {
  id: number;
  to: string;
  subject: { kind: 'operation' | 'constraint'; id: Uuid };
  since: Instant;
  attempts: number;
  next: Instant;
  until: Instant;
  problem?: string;
}

// The picture.

/** Where an aircraft of this desk is. */
export interface AircraftPosition extends Position {
  operation: Uuid;
  speed_mps?: number;
  track_deg?: number;
}

/**
 * `GET /api/v1/desk/picture`, and with `?at=` (an instant) or `?index=` (records) what this desk knew then: the fold of the ledger
 * up to there. Of a moment past there are no positions.
 */
export interface Picture {
  /** Records that it is made of. */
  index: number;
  as_of: Instant;
  plans: Plan[];
  known_operations: KnownOperation[];
  known_constraints: KnownConstraint[];
  areas: Area[];
  positions: AircraftPosition[];
  deliveries: Delivery[];
  /** The newest, oldest first. */
  notices: Notice[];
  templates: Template[];
  /** Things that did not fit; 0 usually. */
  left_out: number;
}

/**
 * `GET /api/v1/desk/picture/stream`: Server-Sent Events, one thing after the other. Without `Last-Event-ID` (or `?after=`) it begins
 * with `reset` and the whole picture. With it, what changed since then comes, as it is now. `id` is the number of records that
 * the client has seen with it: only `synced` has one, and `reset` an empty one, which takes the last one back.
 *
 * | event | data |
 * |---|---|
 * | `reset` | `{}`: forget everything; all of it follows |
 * | `plan`, `known_operation`, `known_constraint`, `area`, `delivery`, `notice`, `template` | the thing as it is now |
 * | `gone` | `{kind, id}`: it is no more |
 * | `positions` | `AircraftPosition[]`, at most once a second |
 * | `session` | `Session` without `csrf`: role or expiry changed |
 * | `synced` | `{index, now}`: everything up to this record was sent; after every burst, and every 5 s. After the whole picture
 *   with `left_out`: things that did not fit |
 */
export type StreamEvent =
  | { event: 'reset'; data: Record<string, never> }
  | { event: 'plan'; data: Plan }
  | { event: 'known_operation'; data: KnownOperation }
  | { event: 'known_constraint'; data: KnownConstraint }
  | { event: 'area'; data: Area }
  | { event: 'delivery'; data: Delivery }
  | { event: 'notice'; data: Notice }
  | { event: 'template'; data: Template }
  | { event: 'gone'; data: { kind: GoneKind; id: string } }
  | { event: 'positions'; data: AircraftPosition[] }
  | { event: 'session'; data: Omit<Session, 'csrf'> }
  | { event: 'synced'; data: { index: number; now: Instant; left_out?: number } };

export type GoneKind = 'plan' | 'known_operation' | 'known_constraint' | 'area' | 'delivery' | 'template';

/** `GET /api/v1/desk/templates`: `{templates}`; `PUT templates/{id}` with `{name, plan}`; `DELETE templates/{id}`. Times in its volumes
 * are relative: what matters is how long after the first start they lie. */
export interface Template {
  id: Uuid;
  name: string;
  plan: PlanRequest;
  by: string;
  changed: Instant;
}

// The log.

/**
 * `GET /api/v1/desk/log?before=&limit=&entity=&actor=&kind=&from=&to=`: newest first. `kind` is one kind of event or several with commas
 * between them. Export: `GET /api/v1/desk/log/export?format=ndjson|csv&…`.
 */
export interface LogPage {
  entries: LogEntry[];
  /** What to give as `before` for those older; absent on the last page. */
  next_before?: number;
  /** Records of the ledger. */
  head: number;
}

export interface LogEntry {
  index: number;
  at: Instant;
  actor: string;
  events: LogEvent[];
}

/** What happened: `kind` is that of the ledger's event, the rest what a reader needs of it. Never a secret. */
export interface LogEvent {
  kind: string;
  id?: string;
  name?: string;
  state?: PlanState;
  other?: string;
  to?: string;
  problem?: string;
  manager?: string;
  count?: number;
  outside?: boolean;
  published?: boolean;
  notice?: Notice;
  meeting?: Meeting;
  position?: Position;
  until?: Instant;
  role?: Role;
}

// The node.

/** `GET /api/v1/desk/node`. */
export interface NodeView {
  version: string;
  party: string;
  started_at: Instant;
  now: Instant;
  ledgers: { name: 'airspace' | 'desk'; head: number; store_ok: boolean; store: 'sqlite' | 'memory' }[];
  /** The DSS and the peers that were called since the start. */
  reached: Reached[];
  /** Since the start, by operation; only those that were asked. */
  requests: { operation: string; count: number; failed: number; mean_ms: number; per_s: number }[];
  limits: { name: string; used: number; bound: number; reached: number }[];
  desk: { streams: number; pending_writes: number; deliveries: number; rules: Record<string, boolean | number>; ground: string };
}

export interface Reached {
  kind: 'dss' | 'peer' | 'token_server';
  url: string;
  ok: boolean;
  last_ok?: Instant;
  last_failure?: Instant;
  problem?: string;
  calls: number;
  failures: number;
  mean_ms?: number;
}

/** A refusal of any request. */
export interface Failure {
  message: string;
}
