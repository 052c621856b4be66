// The reference of the configuration: every variable that the environment may hold, as plain data.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

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

const pulses: Area = {
  title: 'Pulses',
  note: 'The rules of anonymity stand in the code and cannot be switched off.',
  settings: [
    open(
      'PULSE_LAUNCH',
      'who may start a pulse; owners: admins, and in a channel of Slack whoever made it',
      '`members`, `owners` or `admins`',
      '`members`',
    ),
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
  settings: [open('TIPS_SUBSCRIBE', 'who may order tips for a channel', '`members` or `admins`', '`members`')],
}

/** Every variable, by area, in the order in which people read about them. */
export const areas: readonly Area[] = [server, records, knowledge, webChat, slack, teams, pulses, tips, metrics]

/** Every variable. */
export const settings: readonly Setting[] = areas.flatMap(area => area.settings)
