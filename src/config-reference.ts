// The reference of the configuration: every variable that the environment may hold, as plain data.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {kinds, usualDays} from './keep.ts'

/** One variable. All texts are Markdown that fits into a cell of a table. */
export interface Setting {
  readonly name: string
  /** What it decides, in a phrase. */
  readonly meaning: string
  /** Which values it takes. */
  readonly form: string
  /** What holds where it is not set. */
  readonly usual: string
  /** True where the value must not be seen by others: it belongs into a store of secrets, never into a file in git. */
  readonly secret: boolean
}

/** Variables that belong together. */
export interface Area {
  readonly title: string
  /** What somebody has to know who sets one of them. */
  readonly note: string
  /** True where one of them alone is of no use. */
  readonly together?: true
  readonly settings: readonly Setting[]
}

const open = (name: string, meaning: string, form: string, usual = 'none'): Setting => ({
  name,
  meaning,
  form,
  usual,
  secret: false,
})

const secret = (name: string, meaning: string, form: string): Setting => ({
  name,
  meaning,
  form,
  usual: 'none',
  secret: true,
})

const server: Area = {
  title: 'The server',
  note: 'It listens on this machine only, unless a platform has to reach it from elsewhere.',
  settings: [
    open(
      'PORT',
      'the HTTP port of platforms, web chat and health',
      'a number from 0 to 65535; 0 lets the system choose',
      '3000; for the local web chat alone, where that is taken, the next free one of the nineteen after it',
    ),
    open(
      'NODE_ENV',
      '`production` makes the web chat insist on a proxy, serves metrics, and refuses what is for tests',
      '`production`, or anything else',
    ),
    open('LOG_LEVEL', 'how much is logged to standard error', '`silent`, `error`, `warn`, `info` or `debug`', '`info`'),
    open('NO_COLOR', 'prints headings in the terminal without bold', 'anything; being set is enough'),
  ],
}

const records: Area = {
  title: 'Records',
  note: 'See [operate.md](operate.md) for the choice between them, and for backups.',
  settings: [
    {
      ...open(
        'STORE_URL',
        'where records are kept',
        '`sqlite:PATH` for one machine, `redis://…`, `rediss://…` or `postgres://…` for several; `sqlite::memory:` keeps nothing after the end',
        '`sqlite:./data/counselor.sqlite`',
      ),
      // It may hold a password.
      secret: true,
    },
    secret(
      'ENCRYPTION_KEY',
      'seals the tokens of workspaces in the store; needed with `SLACK_CLIENT_ID`',
      '32 bytes in base64 (`openssl rand -base64 32`); several are separated by commas, the first seals, the others are still read',
    ),
  ],
}

const knowledge: Area = {
  title: 'Knowledge',
  note: '[Writing knowledge](writing-knowledge.md) has the format; `npm run -s knowledge check` names each fault.',
  settings: [
    open(
      'KNOWLEDGE_DIRS',
      'folders of your own knowledge, laid over ours',
      'paths separated by `:`; the last one wins',
    ),
  ],
}

const webChat: Area = {
  title: 'Web chat',
  note: 'For one person on this machine it needs nothing. For more people, a proxy has to sign them in.',
  settings: [
    open(
      'WEB_CHAT',
      'whether the web chat is served',
      '`on` or `off`',
      'on; beside a platform off; with `NODE_ENV=production` on only behind a proxy',
    ),
    open(
      'WEB_CHAT_ORIGIN',
      'the address at which people reach it through the proxy',
      'scheme and host without a path, such as `https://ospo.example.org`',
    ),
    open('WEB_CHAT_USER_HEADER', 'the request header in which the proxy names the person', 'the name of a header'),
    open('WEB_CHAT_ADMINS', 'who sees the admin part', 'names as the proxy gives them, separated by commas'),
  ],
}

const slack: Area = {
  title: 'Slack',
  note: 'Exactly one way: a bot token with an app token (Socket Mode), a bot token with a signing secret (HTTP), or a client with its secrets (many workspaces). [slack.md](slack.md) leads there.',
  together: true,
  settings: [
    secret('SLACK_BOT_TOKEN', 'speaks for the app in one workspace', '`xoxb-…`, from “OAuth & Permissions”'),
    secret('SLACK_APP_TOKEN', 'opens the socket of Socket Mode', '`xapp-…`, from “Basic Information”'),
    secret('SLACK_SIGNING_SECRET', 'proves that a request over HTTP is Slack’s', 'from “Basic Information”'),
    open('SLACK_CLIENT_ID', 'the app that many workspaces install', 'from “Basic Information”'),
    secret('SLACK_CLIENT_SECRET', 'proves that we are that app', 'from “Basic Information”'),
    secret('SLACK_STATE_SECRET', 'signs what a browser brings back while installing', 'a long random text of your own'),
    open('SLACK_API_URL', 'another address of the API, for tests; refused in production', 'an address', 'Slack’s own'),
  ],
}

const teams: Area = {
  title: 'Microsoft Teams',
  note: 'The names are those of the Bot Framework, capital letters included.',
  together: true,
  settings: [
    open('MicrosoftAppId', 'the bot', 'the Microsoft App ID of the Azure Bot, a GUID'),
    open('MicrosoftAppType', 'how the bot proves who it is', '`SingleTenant` or `UserAssignedMSI`'),
    open('MicrosoftAppTenantId', 'the organisation that the bot belongs to', 'the App Tenant ID, a GUID'),
    secret(
      'MicrosoftAppPassword',
      'proves that we are the bot; not with a managed identity',
      'the value of a client secret, not its id',
    ),
    open('TEAMS_ADMINS', 'who sees the admin part', 'object ids or addresses of accounts, separated by commas'),
    open('TEAMS_ANONYMOUS', 'takes requests without proof, on this machine only; refused in production', '`1`'),
    open(
      'TEAMS_API_URL',
      'another address of the Bot Framework, for tests; refused in production',
      'an address',
      'Microsoft’s own',
    ),
  ],
}

const metrics: Area = {
  title: 'Metrics',
  note: 'The page `/metrics` is for Prometheus; it has an address of its own, since nobody from outside should read it.',
  settings: [
    open(
      'METRICS_PORT',
      'the port of the page',
      'a number from 0 to 65535, or `off`',
      '9464 with a platform or `NODE_ENV=production`, else off',
    ),
    open(
      'METRICS_HOST',
      'the address on which the page is served',
      'an IP address or a host name of this machine',
      '`127.0.0.1`',
    ),
  ],
}

const traces: Area = {
  title: 'Traces',
  note: 'Where the time of an activity went, for a collector of OpenTelemetry. Off, and nothing of it loaded, unless the first one is set. Spans hold names of handlers, calls and kinds of records; no persons, places or texts.',
  settings: [
    open(
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'the collector, which takes OTLP over HTTP',
      'an address such as `http://127.0.0.1:4318`; `/v1/traces` is put behind it',
    ),
    secret(
      'OTEL_EXPORTER_OTLP_HEADERS',
      'what is sent along, such as a token',
      'pairs such as `x-token=…`, separated by commas',
    ),
  ],
}

const pulses: Area = {
  title: 'Pulses',
  note: 'The rules of anonymity stand in the code and cannot be switched off.',
  settings: [
    open('PULSE_LAUNCH', 'who may start a pulse', 'a policy, as under “Roles”', '`members`'),
    open(
      'PULSE_MINIMUM',
      'how many answers any score needs, of a pulse and of an average',
      'a number from 5 to 1000: it can be raised, never lowered',
      '5',
    ),
  ],
}

const tips: Area = {
  title: 'Tips',
  note: 'What comes into a channel without being asked.',
  settings: [
    open('TIPS_SUBSCRIBE', 'who may order tips for a channel', 'a policy, as under “Roles”', '`members`'),
    open(
      'TIPS_UNSURE',
      'what becomes of a tip that may have arrived where nobody can find out, as in Teams after a crash: it is left out and reported, or sent again and perhaps read twice',
      '`skip` or `send`',
      '`skip`',
    ),
  ],
}

const listed = 'ids or addresses of people as the platform knows them, or `WORKSPACE/ID`, separated by commas'

const roles: Area = {
  title: 'Roles',
  note: 'Each role may do all that those before it may: **everyone**, **channel owner** (decides what comes into channels), **OSPO lead** (sees what people ask, exports it, announces, takes drafts) and **operator** (also sees the audit log). Whoever the platform counts as an admin of the workspace is a channel owner, as is in a channel of Slack whoever made it. An admin is an OSPO lead, too, as long as `OSPO_LEADS` names nobody. Guests have no role. A policy is `members` (every full member), `admins` (channel owners and above) or `leads` (OSPO leads and operators).',
  settings: [
    open(
      'CHANNEL_OWNERS',
      'who are channel owners besides admins',
      `${listed}; \`CHANNEL=ID\` counts in that channel only`,
    ),
    open('OSPO_LEADS', 'who leads the office; once it names somebody, admins do no longer', listed),
    open('OSPO_OPERATORS', 'who runs this installation', listed),
  ],
}

const retention: Area = {
  title: 'Retention',
  note: `How long records are kept can be shortened, never lengthened. The usual days: ${kinds.map(kind => `${kind} ${usualDays[kind]}`).join(', ')}. [privacy.md](privacy.md) says what they hold.`,
  settings: [
    open(
      'RETENTION_DAYS',
      'for how many days kinds of records are kept, where less than usual',
      'pairs of kind and days, such as `answers=14,missed=60`',
      'the usual days',
    ),
  ],
}

/** Every variable, by area, in the order in which people read about them. */
export const areas: readonly Area[] = [
  ...[server, records, retention, knowledge, webChat, slack, teams, roles, pulses, tips, metrics, traces],
]

/** Every variable. */
export const settings: readonly Setting[] = areas.flatMap(area => area.settings)
